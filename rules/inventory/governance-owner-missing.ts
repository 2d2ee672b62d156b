import { defineRule, flag, texts } from 'specgate/rule';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'governance-owner-missing',
  title: 'API has no reachable owner',
  category: 'inventory',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1059', 'OWASP-API9:2023'],
  tags: ['governance', 'vendor-risk'],
  why: 'Who finds a hole, or wants to retire an old version, has nobody to go to.',
  fix: 'Write the mailbox of a team under `info.contact`, and best a contact for security.',
  peers: {
    vacuum: ['info-contact', 'contact-properties'],
    redocly: ['info-contact'],
    zally: ['218', '215', '116'],
  },

  options: {
    ownerExtensions: texts('Extensions of the root or of `info` that name an owner.', [
      'x-owner',
      'x-team',
      'x-security-contact',
      'x-api-id',
    ]),
    requireTerms: flag('`termsOfService` is asked for as well.', false),
    checkVersion: flag('Versions that only hold the place of one are reported.', false, true),
  },
  messages: {
    owner: 'Nothing says how the owners of this API are reached.',
    version: 'The version "{version}" says nothing about which one it is.',
    terms: 'There is no "termsOfService".',
  },

  visit: {
    Info(info, { options, report }) {
      const { api, contact, version } = info;
      const isKnown =
        hasText(contact?.email) ||
        hasText(contact?.url) ||
        options.ownerExtensions.some((name) => info.has(name) || api.has(name));
      if (!isKnown) report(info.has('contact') ? info.at('contact') : info, 'owner');
      if (options.checkVersion && version !== undefined && PLACEHOLDER.test(version.trim()))
        report(info.at('version'), 'version', { version: shownText(version) });
      if (options.requireTerms && !hasText(info.termsOfService))
        report({ at: info, detail: 'terms' }, 'terms');
    },
  },
});

const PLACEHOLDER =
  /^(?:v?0(?:\.0){0,3}|v?1|latest|current|tbd|todo|version|unversioned|string|n\/a|-)?$/i;

function hasText(text: string | undefined): boolean {
  return text !== undefined && /\S/.test(text);
}
