import {
  defineRule,
  flag,
  isSent,
  number,
  type Parameter,
  type Pointer,
  partsOf,
  type Schema,
  typesOf,
} from 'specgate/rule';
import { isAsked, schemaOf } from '../shared/asked-parameters.ts';
import { CREDENTIAL_HEADERS } from '../shared/credential-headers.ts';
import { entropyOf } from '../shared/entropy.ts';
import { credentialInUrl, credentialIssueOnce, credentialNeverReturn } from '../shared/lexicons.ts';
import { fieldsIn } from '../shared/named-fields.ts';
import { isMarked } from '../shared/property-marks.ts';
import { isSample } from '../shared/samples.ts';
import { isListed, type Lexicons } from '../shared/words.ts';

const LISTS = [credentialNeverReturn, credentialIssueOnce, credentialInUrl];

export default defineRule({
  id: 'secret-default-credential',
  title: 'Credential field has a default or fixed value',
  category: 'secrets',
  severity: 'high',
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-798', 'CWE-1392', 'OWASP-API2:2023', 'OWASP-API8:2023'],
  tags: ['governance'],
  why: 'Whoever attacks the API tries the values of its description first, and clients that send nothing else make them valid.',
  fix: 'Delete the value, so that every caller has to bring a credential of its own.',

  options: {
    examples: flag('Examples that look random are reported as well.', false, true),
    minEntropy: number('Bits a character from which on an example looks random.', 3.5, {
      minimum: 0,
    }),
  },
  messages: {
    default: 'The credential "{name}" has a default value of {length} characters.',
    fixed: 'The credential "{name}" can have one value only, of {length} characters.',
    example: 'The example of "{name}" looks like a real credential of {length} characters.',
  },

  visit: {
    Parameter(parameter, { options, lexicons, report }) {
      const { name } = parameter;
      if (name === undefined || !isCredential(parameter, name, lexicons) || !isAsked(parameter))
        return;
      for (const value of valuesOf(schemaOf(parameter), parameter, options)) {
        report({ at: value.at, secret: value.text }, value.message, {
          name,
          length: value.text.length,
        });
      }
    },
    Schema(schema, { options, lexicons, report }) {
      if (schema.properties.size === 0 || !isSent(schema)) return;
      for (const list of LISTS) {
        for (const { name, schema: property } of fieldsIn(schema, list, lexicons)) {
          if (isMarked(schema, name, 'readOnly', isSent)) continue;
          for (const value of valuesOf(property, undefined, options)) {
            report({ at: value.at, secret: value.text }, value.message, {
              name,
              length: value.text.length,
            });
          }
        }
      }
    },
  },
});

function isCredential(parameter: Parameter, name: string, lexicons: Lexicons): boolean {
  if (
    parameter.in === 'header' &&
    CREDENTIAL_HEADERS.some((header) => header === name.toLowerCase())
  )
    return true;
  return LISTS.some((list) => isListed(name, list, lexicons));
}

interface Value {
  readonly at: Pointer;
  readonly text: string;
  readonly message: 'default' | 'fixed' | 'example';
}

interface Demands {
  readonly examples: boolean;
  readonly minEntropy: number;
}

/** The values of a field that may be credentials. */
function valuesOf(
  schema: Schema | undefined,
  parameter: Parameter | undefined,
  demands: Demands,
): readonly Value[] {
  const values: Value[] = [];
  const add = (at: Pointer, value: unknown, message: Value['message']): void => {
    if (typeof value === 'string' && isReal(value, message, demands))
      values.push({ at, text: value, message });
  };
  const parts = schema === undefined ? [] : partsOf(schema);
  const types = typesOf(parts);
  if (types.length > 0 && !types.includes('string')) return values;
  for (const part of parts) {
    add(part.at('default'), part.default, 'default');
    if (Array.isArray(part.enum) && part.enum.length === 1)
      add(part.at('enum', 0), part.enum[0], 'fixed');
    add(part.at('const'), part.const, 'fixed');
    add(part.at('example'), part.example, 'example');
  }
  if (parameter !== undefined) add(parameter.at('example'), parameter.example, 'example');
  return values;
}

/** Names of schemes and of nothing, which are no credentials. */
const WORDS =
  /^(?:bearer|basic|digest|token|none|null|undefined|default|disabled|enabled|auto|n\/a|-)?\s*$/i;
const SHORTEST_EXAMPLE = 16;
/** A word for a password, blanks, or a JWT, which `secret-jwt` judges. */
const NOT_RANDOM = /pass|\s|^eyJ|^[^0-9]+$/i;

function isReal(
  value: string,
  message: Value['message'],
  { examples, minEntropy }: Demands,
): boolean {
  if (WORDS.test(value) || isSample(value)) return false;
  if (message !== 'example') return true;
  return (
    examples &&
    value.length >= SHORTEST_EXAMPLE &&
    !NOT_RANDOM.test(value) &&
    entropyOf(value) >= minEntropy
  );
}
