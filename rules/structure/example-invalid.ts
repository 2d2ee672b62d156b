import {
  type DetailedPlace,
  defineRule,
  Header,
  MediaType,
  type Node,
  Parameter,
  type Pointer,
  RequestBody,
  type Response,
  type Schema,
} from 'specgate/rule';
import { labelOf } from '../shared/label.ts';
import { essenceOf, isJson } from '../shared/media-types.ts';
import { usesOfResponse } from '../shared/response-uses.ts';
import { shownText } from '../shared/shown-text.ts';
import { exampleFault, parameterFault } from '../shared/values/example-fault.ts';
import type { Mismatch } from '../shared/values/mismatch.ts';

export default defineRule({
  id: 'example-invalid',
  title: 'Example contradicts its schema',
  category: 'structure',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1173', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'Mocks and tests that are made from the example prove the wrong thing; and often it is the schema that is wrong.',
  fix: 'Correct the example, or the schema that it contradicts.',
  limits:
    'Examples of XML and plain text are not read, nor those at an `externalValue`. Conditions, `not` and patterns that could take long to try are not asked.',
  peers: {
    kics: [
      'general/example_not_compliant_with_schema_type',
      '2.0/operation_example_mismatch_produces_mediatype',
    ],
    vacuum: ['oas3-valid-schema-example', 'json-schema-examples-valid'],
    '42crunch': [
      '*example-schema-not-consistent',
      '*example-improper',
      '*sample-improper',
      'semantic-operation-example',
    ],
    redocly: [
      'no-invalid-media-type-examples',
      'no-invalid-schema-examples',
      'no-invalid-parameter-examples',
    ],
    ibm: ['ibm-valid-schema-example'],
  },

  messages: {
    invalid: 'The example of "{name}" does not fit: {reason}.',
    type: 'There is an example of "{type}", which the operation does not produce.',
  },

  having: { Schema: ['example', 'examples', 'x-example'] },
  visit: {
    Schema(schema, { report }) {
      if (schema.boolean !== undefined) return;
      const note = (value: unknown, at: Pointer): void => {
        const found = exampleFault(value, schema, EITHER);
        if (found !== undefined)
          report(placeOf(at, found), 'invalid', dataOf(labelOf(schema), found));
      };
      const { raw } = schema;
      if (raw.example !== undefined) note(raw.example, schema.at('example'));
      if (raw['x-example'] !== undefined) note(raw['x-example'], schema.at('x-example'));
      if (!Array.isArray(schema.examples)) return;
      for (const [index, value] of schema.examples.entries())
        note(value, schema.at('examples', index));
    },

    MediaType(mediaType, { report }) {
      const { example, schema } = mediaType;
      if (example === undefined || schema === undefined || !isReadable(mediaType)) return;
      const found = faultOf(example, schema, mediaType);
      if (found !== undefined)
        report(
          placeOf(mediaType.at('example'), found),
          'invalid',
          dataOf(nameOf(mediaType), found),
        );
    },

    Parameter(parameter, { report }) {
      const { example, schema } = parameter;
      if (example === undefined || schema === undefined) return;
      const found = faultOf(example, schema, parameter);
      if (found !== undefined)
        report(
          placeOf(parameter.at('example'), found),
          'invalid',
          dataOf(nameOf(parameter), found),
        );
    },

    Header(header, { report }) {
      const { example, schema } = header;
      if (example === undefined || schema === undefined) return;
      const found = faultOf(example, schema, header);
      if (found !== undefined)
        report(placeOf(header.at('example'), found), 'invalid', dataOf(nameOf(header), found));
    },

    Example(example, { report }) {
      const field = example.has('dataValue') ? 'dataValue' : 'value';
      const value = example.has(field) ? example.raw[field] : undefined;
      if (value === undefined) return;
      // A shared example is told once, however many uses it contradicts.
      for (const holder of holdersOf(example)) {
        if (holder.schema === undefined || !isReadable(holder)) continue;
        const found = faultOf(value, holder.schema, holder);
        if (found === undefined) continue;
        report(placeOf(example.at(field), found), 'invalid', dataOf(nameOf(holder), found));
        return;
      }
    },

    Response(response, { report }) {
      if (response.api.version !== '2.0') return;
      for (const [type, value] of examplesOf(response)) {
        const at = response.at('examples', type);
        if (!isProduced(response, type)) {
          report(at, 'type', { type: shownText(type, 40) });
          continue;
        }
        if (response.schema === undefined || !isJson(type)) continue;
        const found = exampleFault(value, response.schema, RETURNED);
        if (found !== undefined)
          report(placeOf(at, found), 'invalid', dataOf(`response ${response.key}`, found));
      }
    },
  },
});

const EITHER = { mayLack: 'either' } as const;
const SENT = { mayLack: 'readOnly' } as const;
const RETURNED = { mayLack: 'writeOnly' } as const;

type Holder = MediaType | Parameter | Header;

/** What is sent as JSON is written so; a parameter, a header, a form or a sequence may be written as the text that is sent. */
function faultOf(example: unknown, schema: Schema, holder: Holder): Mismatch | undefined {
  const type = holder instanceof MediaType ? essenceOf(holder.name) : '';
  const isData = isJson(type) && !/json(?:-seq|l)$/.test(type);
  return (isData ? exampleFault : parameterFault)(example, schema, directionOf(holder));
}

/** Text of other types is not read; forms are objects in examples, or the text that is sent. */
function isReadable(holder: Holder): boolean {
  if (!(holder instanceof MediaType)) return true;
  const type = essenceOf(holder.name);
  return isJson(type) || /\/x-www-form-urlencoded$|^multipart\/form-data$|^\*\/\*$/.test(type);
}

function directionOf(holder: Holder) {
  if (holder instanceof Parameter) return SENT;
  if (holder instanceof MediaType && holder.owner instanceof RequestBody) return SENT;
  if (holder.owner?.kind === 'Response') return RETURNED;
  return EITHER;
}

function nameOf(holder: Holder): string {
  if (holder instanceof Parameter) return holder.name ?? 'parameter';
  if (holder instanceof Header) return String(holder.key);
  return holder.name;
}

/** Whose example it is: what it stands in, and for a shared one all that refer to it. */
function holdersOf(example: Node): readonly Holder[] {
  const holders: Holder[] = [];
  for (const node of [example, ...example.referrers]) {
    const { owner } = node;
    if (owner instanceof MediaType || owner instanceof Parameter || owner instanceof Header)
      holders.push(owner);
  }
  return holders;
}

function examplesOf(response: Response): readonly (readonly [string, unknown])[] {
  const { examples } = response;
  const isMap = typeof examples === 'object' && examples !== null && !Array.isArray(examples);
  return isMap ? Object.entries(examples).filter(([type]) => type.includes('/')) : [];
}

/** Where nothing is said of what is produced, anything may be. */
function isProduced(response: Response, type: string): boolean {
  const uses = usesOfResponse(response);
  if (uses.length === 0) return true;
  return uses.some(({ operation }) => {
    const types = operation.has('produces') ? operation.produces : operation.api.produces;
    const essence = essenceOf(type);
    return (
      types.length === 0 || types.some((each) => each === '*/*' || essenceOf(each) === essence)
    );
  });
}

/** The example, and the part of it that does not fit. */
function placeOf(at: Pointer, { keys, reason }: Mismatch): Pointer | DetailedPlace {
  if (keys.length === 0) return at;
  let exact = at;
  for (const key of keys) exact = { source: at.source, parent: exact, key };
  return { at, related: [{ at: exact, message: `This does not fit: ${reason}.` }] };
}

function dataOf(name: string, { keys, reason }: Mismatch) {
  const where = keys.length === 0 ? '' : `in "${shownText(keys.join('.'), 60)}", `;
  return { name: shownText(name, 50), reason: where + reason };
}
