import { type Api, defineRule, flag } from 'specgate/rule';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'meta-url-invalid',
  title: 'Contact, license or documentation link is invalid',
  category: 'structure',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-20', 'OWASP-API9:2023'],
  tags: ['governance'],
  why: 'Who finds a hole cannot tell anybody; and a link without encryption can be replaced on the way.',
  fix: 'Write the whole address, with https, or a mail address that is read.',
  peers: {
    kics: [
      'general/invalid_contact_email',
      'general/invalid_contact_url',
      'general/invalid_license_url',
      'general/invalid_global_external_documentation_url',
      'general/invalid_operation_external_documentation_url',
      'general/invalid_schema_external_documentation_url',
      'general/invalid_tag_external_documentation_url',
    ],
    vacuum: ['license-url'],
    '42crunch': ['*warning-contact-*', '*warning-license-url', '*-externaldocumentation-url'],
  },

  options: {
    requireHttps: flag('Links without encryption are reported as well.', false, true),
  },
  messages: {
    url: 'The {what} "{url}" is no web address.',
    cleartext: 'The {what} "{url}" is fetched without encryption.',
    email: 'The contact "{email}" is no mail address.',
  },

  visit: {
    Info(info, { options, report }) {
      const { termsOfService: url } = info;
      if (url === undefined) return;
      const problem = problemOf(info.api, url, options.requireHttps);
      const data = { what: 'terms of service', url: shownText(url) };
      if (problem !== undefined) report(info.at('termsOfService'), problem, data);
    },

    Contact(contact, { options, report }) {
      const { url, email } = contact;
      if (email !== undefined && !isAddress(email))
        report(contact.at('email'), 'email', { email: shownText(email) });
      if (url === undefined) return;
      const problem = problemOf(contact.api, url, options.requireHttps);
      if (problem !== undefined)
        report(contact.at('url'), problem, { what: 'contact', url: shownText(url) });
    },

    License(license, { options, report }) {
      const { url } = license;
      if (url === undefined) return;
      const problem = problemOf(license.api, url, options.requireHttps);
      if (problem !== undefined)
        report(license.at('url'), problem, { what: 'license', url: shownText(url) });
    },

    ExternalDocs(docs, { options, report }) {
      const { url } = docs;
      if (url === undefined) return;
      const problem = problemOf(docs.api, url, options.requireHttps);
      if (problem !== undefined)
        report(docs.at('url'), problem, { what: 'documentation link', url: shownText(url) });
    },
  },
});

function problemOf(api: Api, url: string, wantsHttps: boolean): 'url' | 'cleartext' | undefined {
  if (/[\s<>"]/.test(url) || url === '') return 'url';
  if (/^mailto:/i.test(url)) return isAddress(url.slice('mailto:'.length)) ? undefined : 'url';
  if (!/^https?:\/\//i.test(url)) {
    // Since 3.1, links may be relative to the document; a host without a scheme is no path, though.
    const isPath = !/^www\./i.test(url) && !/^[a-z][a-z0-9+.-]*:/i.test(url);
    return !api.hasOldSchemas && isPath ? undefined : 'url';
  }
  // Templates of documentation tools may stand in for a host.
  if (!URL.canParse(url) || !HOST.test(url)) return 'url';
  return wantsHttps && /^http:/i.test(url) && !LOCAL.test(url) ? 'cleartext' : undefined;
}

const HOST =
  /^https?:\/\/(?:[^\s/@]*@)?(?:[^\s/.@:]+(?:\.[^\s/.@:]+)+\.?|localhost|\[[\da-f:.]+\])(?::\d+)?(?:[/?#]|$)/i;
const LOCAL = /^http:\/\/(?:localhost|127\.|\[::1\])/i;

/** As RFC 5321 has it, without quoted names: top-level domains may be as long as they like. */
function isAddress(email: string): boolean {
  return (
    email.length <= 254 &&
    /^[^\s@<>"(),:;[\]\\]{1,64}@[^\s@.<>"(),:;[\]\\]+(?:\.[^\s@.<>"(),:;[\]\\]+)*$/.test(email)
  );
}
