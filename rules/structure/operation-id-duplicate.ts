import { defineRule, flag, inboundOperations, nameOf, type Operation } from 'specgate/rule';
import { outboundOperations } from '../shared/outbound-operations.ts';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'operation-id-duplicate',
  title: 'Two operations share an operationId',
  category: 'structure',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-694', 'OWASP-API8:2023', 'OWASP-API9:2023'],
  tags: ['governance'],
  why: 'Allow-lists, gateway policies, logs and generated code know operations by this id, and mean the wrong one.',
  fix: 'Give each operation an id of its own.',
  peers: {
    kics: ['general/operation_id_not_unique'],
    vacuum: ['operation-operationId-unique'],
    '42crunch': ['*semantic-operation-id'],
    redocly: ['operation-operationId-unique'],
  },

  options: {
    ignoreCase: flag('Ids that differ only in upper and lower case are the same.', false, true),
  },
  messages: {
    same: 'The operationId "{id}" is also that of "{other}".',
    alike: 'The operationId "{id}" differs only in case from that of "{other}".',
  },

  visit: {
    Api(api, { options, report }) {
      const seen = new Map<string, Operation>();
      for (const operation of [...inboundOperations(api), ...outboundOperations(api)]) {
        const id = operation.operationId;
        if (id === undefined || id === '') continue;
        const key = options.ignoreCase ? id.toLowerCase() : id;
        const first = seen.get(id) ?? seen.get(key);
        if (first !== operation && !seen.has(id)) seen.set(id, operation);
        if (first === undefined) seen.set(key, operation);
        if (first === undefined || first === operation) continue;
        const related = [{ at: first.at('operationId'), message: 'It stands here as well.' }];
        const place = { at: operation.at('operationId'), related };
        const data = { id: shownText(id, 60), other: shownText(nameOf(first), 60) };
        report(place, first.operationId === id ? 'same' : 'alike', data);
      }
    },
  },
});
