import { defineRule, type Operation } from 'specgate/rule';

export default defineRule({
  id: 'media-type-undeclared',
  title: 'Operation does not declare its media types',
  category: 'input-validation',
  severity: 'medium',
  confidence: 'high',
  weighsLess: 'info where only `produces` is missing',
  since: '0.1',
  versions: ['2.0'],
  references: ['CWE-20', 'CWE-436', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'Servers and clients then guess the format from what they are sent, and a sender may choose a parser that nobody had in mind.',
  fix: 'Declare `consumes` and `produces`, at the root where they are common.',
  peers: {
    kics: [
      '2.0/operation_object_without_consumes',
      '2.0/operation_object_without_produces',
      '2.0/file_parameter_with_wrong_consumes_property',
    ],
    vacuum: ['oas2-operation-formData-consume-check'],
    checkov: ['CKV_OPENAPI_16', 'CKV_OPENAPI_17'],
    '42crunch': ['operation-consumes', 'operation-produces', 'semantic-parameter-file'],
    redocly: ['request-mime-type', 'response-mime-type'],
  },

  aggregate: 'document',
  messages: {
    consumes: 'Nothing says what media types the request may have: there is no `consumes`.',
    produces: 'Nothing says what media types the response may have: there is no `produces`.',
    file: 'A file can only be sent as `multipart/form-data`, which `consumes` does not list.',
  },

  visit: {
    Operation(operation, { report, eligible }) {
      const hasBody = operation.requestBody !== undefined;
      const returns = [...operation.responses].some(
        ([status, response]) => /^(?:2|default$)/.test(status) && response.has('schema'),
      );
      if (!hasBody && !returns) return;
      eligible();
      const consumes = inForce(operation, 'consumes');
      if (hasBody && consumes.length === 0) report(operation, 'consumes');
      if (returns && inForce(operation, 'produces').length === 0)
        report({ at: operation, atMost: 'info' }, 'produces');
      if (consumes.length > 0 && hasFile(operation) && !consumes.some(isForm)) {
        report(operation.has('consumes') ? operation.at('consumes') : operation, 'file');
      }
    },
  },
});

/** The operation's own list, or else the root's; an empty one takes the root's away. */
function inForce(operation: Operation, field: 'consumes' | 'produces'): readonly string[] {
  return operation.has(field) ? operation[field] : operation.api[field];
}

function hasFile(operation: Operation): boolean {
  for (const { schema } of operation.requestBody?.content.values() ?? []) {
    for (const property of schema?.properties.values() ?? []) {
      if (property.type === 'file') return true;
    }
  }
  return false;
}

function isForm(mediaType: string): boolean {
  return /^(?:multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(mediaType.trim());
}
