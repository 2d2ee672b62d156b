import { defineRule, texts } from 'specgate/rule';
import { remoteAddress } from '../shared/remote-address.ts';

export default defineRule({
  id: 'ref-remote',
  title: 'Description depends on a remote document',
  category: 'supply-chain',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-494', 'CWE-829', 'OWASP-API8:2023', 'OWASP-API10:2023'],
  tags: ['vendor-risk'],
  why: 'Whoever controls that host can change the contract, the code that is generated from it and the rules of gateways, after all reviews. The document was not read, so the scan counts as incomplete.',
  fix: 'Keep a copy of the document in the repository. If the host is to be trusted, let it be read: `--refs remote --allow-host <host>`.',
  limits:
    'Addresses that no one has to follow to understand the description are not looked at: `externalValue` of examples, `$schema` and `jsonSchemaDialect`.',

  options: {
    allowHosts: texts('Hosts whose documents may be left unread.', [
      'spec.openapis.org',
      'json-schema.org',
    ]),
  },

  messages: {
    remote: 'The reference "{reference}" was not followed: {reason}.',
  },

  visit: {
    Reference(reference, { options, report }) {
      const address = remoteAddress(reference);
      if (address?.protocol !== 'https:') return;
      if (options.allowHosts.includes(address.hostname)) return;
      const { text, reason = '' } = reference;
      report(reference.place, 'remote', { reference: text, reason });
    },
  },
});
