import { defineRule, flag, type Operation, pathOf } from 'specgate/rule';
import { askersOf, isAsked, schemaOf } from '../shared/asked-parameters.ts';
import { redirectParam } from '../shared/lexicons.ts';
import { essenceOf } from '../shared/media-types.ts';
import { isNamed } from '../shared/named-fields.ts';
import { fixesTarget } from '../shared/pattern-limits.ts';
import { related } from '../shared/related.ts';
import { literalsOf } from '../shared/segments.ts';
import { holdsText } from '../shared/text-value.ts';
import { tokensOf } from '../shared/words.ts';

export default defineRule({
  id: 'open-redirect-param',
  title: 'Redirect target is taken from the query',
  category: 'injection-ssrf',
  severity: 'medium',
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-601', 'OWASP-API8:2023', 'OWASP-API7:2023'],
  tags: ['input-validation'],
  why: 'A link to your host that sends its visitors to a foreign one is what phishing needs, and at a login it carries tokens along.',
  fix: 'Accept relative paths or registered targets only, and say so with an `enum` or a `pattern` such as `^/(?!/)`.',
  limits:
    'Asked only where the operation documents a redirect or HTML, or is part of a login or payment. The endpoints of OAuth compare their targets with registered ones, and are fine.',
  peers: {
    'spectral-owasp': ['owasp:api7:2023-concerning-url-parameter'],
    cherrybomb: ['active:CheckOpenRedirect'],
  },

  options: {
    anywhere: flag('Asked as well where nothing shows that the operation redirects.', false, true),
  },
  messages: {
    open: 'The query parameter "{name}" sends visitors to any address.',
  },

  visit: {
    Parameter(parameter, { options, lexicons, report }) {
      const { name } = parameter;
      if (parameter.in !== 'query' || name === undefined) return;
      if (!isNamed(name, redirectParam, lexicons) || !isAsked(parameter)) return;
      const schema = schemaOf(parameter);
      if (!holdsText(schema) || fixesTarget(schema)) return;
      const askers = askersOf(parameter);
      const redirecting = askers.filter((asker) => options.anywhere || isRedirecting(asker));
      const open = redirecting.filter((asker) => !isOAuth(asker));
      if (open.length === 0 && !(askers.length === 0 && options.anywhere)) return;
      report({ at: parameter.at('name'), related: related(open, 'asks for it.') }, 'open', {
        name,
      });
    },
  },
});

const ROUTES = new Set([
  'login',
  'signin',
  'logon',
  'logout',
  'signout',
  'sso',
  'saml',
  'oidc',
  'auth',
  'authenticate',
  'authorize',
  'redirect',
  'checkout',
  'pay',
  'payment',
  'payments',
  'billing',
  'confirm',
  'verify',
]);

/** Whether the answer is for a browser: a redirect, a page, or a step of a login or payment. */
function isRedirecting(operation: Operation): boolean {
  for (const [status, { content }] of operation.responses) {
    if (status.startsWith('3') && status !== '304') return true;
    for (const { name } of content.values()) if (essenceOf(name) === 'text/html') return true;
  }
  return literalsOf(pathOf(operation)).some(
    (segment) =>
      ROUTES.has(segment.toLowerCase().replace(/[-_.]/g, '')) ||
      tokensOf(segment).some((token) => ROUTES.has(token)),
  );
}

/** The authorization and token endpoints (RFC 6749 §3). */
function isOAuth(operation: Operation): boolean {
  const names = new Set(operation.allParameters.map(({ name }) => name));
  return (
    names.has('client_id') &&
    (names.has('response_type') || names.has('code') || names.has('grant_type'))
  );
}
