import { choice, defineRule } from 'specgate/rule';
import { versionPlace } from '../shared/version-place.ts';

const VERSIONS = ['2.0', '3.0', '3.1', '3.2'] as const;

export default defineRule({
  id: 'spec-version-outdated',
  title: 'Description uses an outdated specification version',
  category: 'inventory',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1059', 'OWASP-API9:2023'],
  tags: ['governance'],
  why: 'Swagger 2.0 has no words for bearer tokens, OpenID Connect, mutual TLS, cookies, callbacks or writeOnly: such controls stay undescribed and unchecked.',
  fix: 'Convert the document to OpenAPI 3.1 or later.',
  peers: { zally: ['101'] },

  options: {
    minVersion: choice('The oldest version that is fine.', VERSIONS, '3.0'),
  },
  messages: {
    outdated: 'The description is written in version {version}, older than {minimum}.',
  },

  visit: {
    Api(api, { options, report }) {
      const { minVersion: minimum } = options;
      if (VERSIONS.indexOf(api.version) < VERSIONS.indexOf(minimum))
        report(versionPlace(api), 'outdated', { version: api.version, minimum });
    },
  },
});
