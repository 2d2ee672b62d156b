import { defineRule, flag, integer, nameOf } from 'specgate/rule';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'operation-undocumented',
  title: 'Operation lacks usable documentation',
  category: 'inventory',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1059', 'OWASP-API9:2023'],
  tags: ['governance'],
  why: 'Nobody can judge how dangerous an operation is if nobody says what it does.',
  fix: 'Add a summary of one line and a description.',
  peers: {
    kics: ['2.0/operation_summary_too_long'],
    vacuum: ['operation-description', 'operation-operationId'],
    cherrybomb: ['CheckDescription'],
    '42crunch': ['warning-operation-summary'],
    redocly: ['operation-summary', 'operation-description', 'operation-operationId'],
    ibm: ['ibm-operation-summary', 'ibm-operation-summary-length'],
  },

  aggregate: 'document',
  options: {
    maxSummaryLength: integer('Longer summaries are no summaries.', 120, { minimum: 1 }),
    requireOperationId: flag('Every operation needs an `operationId`.', false),
  },
  messages: {
    missing: '"{operation}" has neither a summary nor a description.',
    long: 'The summary of "{operation}" has {length} characters, more than {limit}.',
    id: '"{operation}" has no operationId.',
  },

  visit: {
    Operation(operation, { options, report, eligible }) {
      eligible();
      const { summary, description, operationId } = operation;
      const name = shownText(nameOf(operation), 40);
      const limit = options.maxSummaryLength;
      if (!hasText(summary) && !hasText(description))
        report(operation, 'missing', { operation: name });
      else if (summary !== undefined && summary.length > limit) {
        const data = { operation: name, length: summary.length, limit };
        report(operation.at('summary'), 'long', data);
      }
      if (options.requireOperationId && !hasText(operationId))
        report({ at: operation, detail: 'operationId' }, 'id', { operation: name });
    },
  },
});

function hasText(text: string | undefined): boolean {
  return text !== undefined && /\S/.test(text);
}
