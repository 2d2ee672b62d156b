import {
  type Api,
  defineRule,
  type EffectiveSecurity,
  fact,
  flag,
  inboundOperations,
  nameOf,
  type Operation,
  type SecurityScheme,
  texts,
} from 'specgate/rule';
import { counted } from '../shared/counted.ts';
import { CSRF_HEADERS } from '../shared/csrf-headers.ts';
import { matchesAny } from '../shared/globs.ts';
import { onceAList } from '../shared/once-a-list.ts';
import { related } from '../shared/related.ts';
import { operationsAsking, operationsUsing, titleOf } from '../shared/scheme-uses.ts';

export default defineRule({
  id: 'auth-cookie-csrf',
  title: 'Cookie opens writing operations without a defence against forgery',
  category: 'authentication',
  severity: 'medium',
  confidence: 'medium',
  weighsLess: 'info where something else is needed beside the cookie',
  since: '0.1',
  versions: ['3.0', '3.1', '3.2'],
  references: ['CWE-352', 'OWASP-API2:2023', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'Browsers send a cookie along with every request to its site, those too that another site forges: a page that somebody visits can act in their name.',
  fix: 'Ask for a second value that does not travel by itself, as a header `X-CSRF-Token` in the same requirement, or use bearer tokens.',
  limits:
    'Whether the cookie has SameSite shows only where the scheme, or an example of Set-Cookie, says so.',
  peers: { '42crunch': ['*-apikey-incookie'] },

  options: {
    csrfHeaders: texts('Headers that a forged request cannot carry; `*` is allowed.', CSRF_HEADERS),
    reportAnyCookieScheme: flag(
      'Every cookie that operations accept is reported, defended or not.',
      false,
      true,
    ),
  },
  messages: {
    forgeable: 'The cookie "{name}" alone opens {operations}, "{operation}" first.',
    cookie: 'The credential "{name}" is a cookie, which browsers send along by themselves.',
  },

  visit: {
    SecurityScheme(scheme, { options, report }) {
      if (scheme.type !== 'apiKey' || scheme.in !== 'cookie') return;
      const operations = operationsUsing(scheme);
      const name = titleOf(scheme);
      const forgeable = isSameSite(scheme)
        ? []
        : onceAList(
            operationsAsking(scheme, (security) => enoughCookies(security).has(scheme)),
            options,
            (asking) =>
              asking.filter(
                (operation) => operation.isWriting && !hasHeader(operation, options.csrfHeaders),
              ),
          );
      const [first] = forgeable;
      if (first !== undefined) {
        const place = { at: scheme, related: related(forgeable, 'needs nothing else.') };
        report(place, 'forgeable', {
          name,
          operations: counted(forgeable.length, 'writing operation'),
          operation: nameOf(first),
        });
      } else if (options.reportAnyCookieScheme && operations.length > 0)
        report({ at: scheme, atMost: 'info' }, 'cookie', { name });
    },
  },
});

/** The cookies of ways in that ask for nothing which browsers do not send by themselves. */
const enoughCookies = fact(({ alternatives }: EffectiveSecurity): ReadonlySet<unknown> => {
  const ways = alternatives.filter(({ schemes }) =>
    schemes.every(({ scheme }) => scheme?.type === 'apiKey' && scheme.in === 'cookie'),
  );
  return new Set(ways.flatMap(({ schemes }) => schemes.map(({ scheme }) => scheme)));
});

function hasHeader(operation: Operation, names: readonly string[]): boolean {
  return operation.allParameters.some(
    (parameter) => parameter.in === 'header' && matchesAny(parameter.name ?? '', names),
  );
}

const SAME_SITE = /\bSame-?Site\b\W{0,6}(?:Strict|Lax)\b/i;

/** Whether the scheme, or an example of a Set-Cookie header, says that other sites cannot have the cookie sent. */
function isSameSite(scheme: SecurityScheme): boolean {
  return SAME_SITE.test(scheme.description ?? '') || setsSameSite(scheme.api);
}

const setsSameSite: (api: Api) => boolean = fact((api: Api) =>
  inboundOperations(api).some((operation) =>
    [...operation.responses.values()].some((response) =>
      [...response.headers].some(([name, header]) => {
        if (name.toLowerCase() !== 'set-cookie') return false;
        const values = [
          header.example,
          header.schema?.example,
          ...[...header.examples.values()].map(({ value }) => value),
        ];
        return (
          values.some((value) => SAME_SITE.test(String(value))) ||
          SAME_SITE.test(header.description ?? '')
        );
      }),
    ),
  ),
);
