import { defineRule } from 'specgate/rule';
import { remoteAddress } from '../shared/remote-address.ts';

export default defineRule({
  id: 'ref-remote-http',
  title: 'Remote reference uses plain http',
  category: 'supply-chain',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-319', 'CWE-494', 'OWASP-API8:2023', 'OWASP-API10:2023'],
  tags: ['vendor-risk', 'tls'],
  why: 'Anyone on the way to that host can put another contract in place of the one that was meant. The document is never read, so the scan counts as incomplete.',
  fix: 'Keep a copy of the document in the repository, or use https.',
  limits:
    'The identifiers of JSON Schema dialects, such as `http://json-schema.org/draft-04/schema#`, are names and not reported.',

  messages: {
    http: 'The reference "{reference}" uses plain http.',
    other: 'The reference "{reference}" uses "{scheme}", which is neither a file nor https.',
  },

  visit: {
    Reference(reference, { report }) {
      const address = remoteAddress(reference);
      if (address === undefined || address.protocol === 'https:') return;
      if (address.protocol !== 'http:') {
        const scheme = address.protocol.slice(0, -1);
        report(reference.place, 'other', { reference: reference.text, scheme });
      } else if (address.hostname !== 'json-schema.org') {
        report(reference.place, 'http', { reference: reference.text });
      }
    },
  },
});
