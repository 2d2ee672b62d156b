import { defineRule } from 'specgate/rule';
import { shownText } from '../shared/shown-text.ts';
import { versionPlace } from '../shared/version-place.ts';

export default defineRule({
  id: 'document-version-unsupported',
  title: 'Specification version is misdeclared',
  category: 'supply-chain',
  severity: 'medium',
  confidence: 'high',
  weighsLess: 'low where only the third part is missing',
  since: '0.1',
  references: ['CWE-1173', 'OWASP-API8:2023', 'OWASP-API9:2023'],
  tags: ['governance'],
  why: 'Tools that read another version, or none, skip the document or apply the wrong rules: a scan that looked at nothing looks like a clean one.',
  fix: 'Declare one released version, in quotes, as `openapi: "3.1.0"` or `swagger: "2.0"`.',
  limits:
    'A document whose version is unknown, or that has none, cannot be checked at all: the scan fails and says so.',

  messages: {
    number: 'The version is the number {version}: write it as a text, "{quoted}".',
    both: 'The document declares both "openapi" and "swagger"; it is read as {version}.',
    short: 'The version "{version}" lacks its third part: write "{quoted}".',
    draft: '"{version}" is a draft of the specification, not a release.',
  },

  visit: {
    Api(api, { report }) {
      const at = versionPlace(api);
      const declared: unknown = api.raw[api.version === '2.0' ? 'swagger' : 'openapi'];
      if (api.has('openapi') && api.has('swagger')) report(at, 'both', { version: api.version });
      const quoted = api.version === '2.0' ? '2.0' : `${api.version}.0`;
      if (typeof declared === 'number') {
        report({ at, detail: 'number' }, 'number', { version: declared, quoted });
      } else if (declared === api.version && api.version !== '2.0') {
        report({ at, detail: 'short', atMost: 'low' }, 'short', { version: api.version, quoted });
      } else if (typeof declared === 'string' && declared.includes('-'))
        report({ at, detail: 'draft' }, 'draft', { version: shownText(declared) });
    },
  },
});
