import {
  defineRule,
  inTextOrder,
  isInbound,
  type MediaType,
  nameOf,
  type Operation,
  type Parameter,
} from 'specgate/rule';
import { isAsked } from '../shared/asked-parameters.ts';
import { isDescribable } from '../shared/media-types.ts';

export default defineRule({
  id: 'request-schema-missing',
  title: 'Request input has no schema',
  category: 'input-validation',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-20', 'CWE-1173', 'OWASP-API8:2023', 'OWASP-API3:2023'],
  tags: ['schema-validation', 'input-validation'],
  why: 'There is nothing to validate against: gateways and generated servers let everything through.',
  fix: 'Add a `schema` that says what is expected; in 2.0, a `type` for everything but the body.',
  limits: 'Files (`application/octet-stream`, `image/png` and the like) need no schema.',
  peers: {
    kics: [
      '2.0/body_parameter_without_schema',
      '3.0/media_type_object_without_schema',
      '3.0/parameter_object_undefined_type',
      '3.0/parameter_object_without_schema',
    ],
    '42crunch': [
      '*mediatype-schema-undefined',
      '*mediatype-request-schema-undefined',
      '*parameter-schema-undefined',
      '*validation-parameter-schema-content-not-present',
      '*semantic-formdata-schema-required',
      'validation-parameter-body-required',
    ],
    ibm: [
      'ibm-content-contains-schema',
      'ibm-parameter-schema-or-content',
      'ibm-request-and-response-content',
    ],
    zally: ['Z001'],
  },

  messages: {
    body: 'The {mediaType} body of "{operation}" has no schema.',
    parameter: 'The parameter "{name}" has no schema.',
    type: 'The parameter "{name}" has no type.',
  },

  visit: {
    Operation(operation, { report }) {
      if (!isInbound(operation)) return;
      const { requestBody, api } = operation;
      for (const bare of bareContent(operation)) {
        const place = api.version === '2.0' ? (requestBody ?? operation) : bare;
        report(place, 'body', { mediaType: bare.name, operation: nameOf(operation) });
      }
    },
    Parameter(parameter, { version, report }) {
      const message = version === '2.0' ? 'type' : 'parameter';
      const isBare = version === '2.0' ? lacksType(parameter) : lacksSchema(parameter);
      if (isBare && isAsked(parameter)) report(parameter, message, { name: parameter.name ?? '' });
    },
  },
});

/** The media types without a schema among those that a schema could describe; in 2.0 all share one, which is told once. */
function bareContent({ api, requestBody }: Operation): readonly MediaType[] {
  const content = inTextOrder(requestBody?.content.values() ?? [], ({ name }) => name);
  if (api.version !== '2.0') {
    return content.filter((mediaType) => !hasSchema(mediaType) && isDescribable(mediaType.name));
  }
  return content
    .filter(({ schema }) => schema === undefined && !requestBody?.has('schema'))
    .slice(0, 1);
}

/** Asked of the text, for a schema that cannot be found is none the less written. */
function hasSchema(mediaType: MediaType): boolean {
  return mediaType.has('schema') || mediaType.has('itemSchema');
}

function lacksSchema(parameter: Parameter): boolean {
  if (parameter.has('schema')) return false;
  if (!parameter.has('content')) return true;
  const [first] = parameter.content.values();
  return first === undefined ? isBareObject(parameter.raw.content) : !hasSchema(first);
}

function isBareObject(content: unknown): boolean {
  return typeof content === 'object' && content !== null && Object.keys(content).length === 0;
}

function lacksType(parameter: Parameter): boolean {
  return !parameter.has('type') && !parameter.has('schema') && parameter.in !== 'body';
}
