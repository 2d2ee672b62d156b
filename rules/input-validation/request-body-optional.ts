import {
  type Api,
  defineRule,
  inboundOperations,
  nameOf,
  type Operation,
  partsOf,
  propertiesOf,
  type RequestBody,
  type Schema,
} from 'specgate/rule';

export default defineRule({
  id: 'request-body-optional',
  title: 'Request body with required fields may be omitted',
  category: 'input-validation',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-20', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'A body is optional unless it says otherwise: an empty request passes by every required field.',
  fix: 'Set `required: true` on the request body.',
  peers: {
    ibm: [
      'ibm-no-required-properties-in-optional-body',
      'ibm-no-optional-properties-in-required-body',
    ],
  },

  aggregate: 'document',
  messages: {
    optional: 'The body of "{operation}" may be left out, although "{name}" in it is required.',
  },

  visit: {
    Api(api, { report, eligible }) {
      for (const [body, operation] of bodiesOf(api)) {
        const name = requiredIn(body);
        if (name === undefined) continue;
        eligible();
        if (body.required !== true)
          report(body, 'optional', { operation: nameOf(operation), name });
      }
    },
  },
});

const METHODS = new Set(['post', 'put', 'patch']);

/** Every request body once, and where it is used first. */
function bodiesOf(api: Api): ReadonlyMap<RequestBody, Operation> {
  const bodies = new Map<RequestBody, Operation>();
  for (const operation of inboundOperations(api)) {
    const { requestBody } = operation;
    if (requestBody === undefined || !METHODS.has(operation.method)) continue;
    if (!bodies.has(requestBody)) bodies.set(requestBody, operation);
  }
  return bodies;
}

/** A property that clients must send, by one of the media types. */
function requiredIn(body: RequestBody): string | undefined {
  for (const { schema } of body.content.values()) {
    const name = schema === undefined ? undefined : requiredOf(schema);
    if (name !== undefined) return name;
  }
  return undefined;
}

function requiredOf(schema: Schema): string | undefined {
  for (const part of partsOf(schema)) {
    for (const name of part.requiredNames) {
      const property = propertiesOf(schema).get(name);
      if (property === undefined || !partsOf(property).some(({ readOnly }) => readOnly === true))
        return name;
    }
  }
  return undefined;
}
