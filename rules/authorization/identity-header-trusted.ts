import {
  defineRule,
  type EffectiveSecurity,
  fact,
  type Node,
  securityOf,
  strengthOf,
  texts,
} from 'specgate/rule';
import { askersOf, isAsked } from '../shared/asked-parameters.ts';
import { IDENTITY_HEADERS, ORIGIN_HEADERS } from '../shared/identity-headers.ts';
import { related } from '../shared/related.ts';

export default defineRule({
  id: 'identity-header-trusted',
  title: 'Caller identity or origin is taken from a plain header',
  category: 'authorization',
  severity: 'medium',
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-290', 'CWE-807', 'OWASP-API1:2023', 'OWASP-API5:2023'],
  tags: ['input-validation'],
  why: 'Everybody can write any user, role or address into a header; if the server believes it, callers are whoever they like to be.',
  fix: 'Take the identity from the verified token, and let the gateway remove such headers from requests before it sets its own.',
  limits:
    'Headers of identity are reported where no token of the caller is asked for. Headers that are said to be set by a gateway, and internal APIs (`x-internal: true`), are fine.',

  options: {
    headers: texts('Names of headers that say who calls.', IDENTITY_HEADERS),
    originHeaders: texts('Names of headers that say where a request comes from.', ORIGIN_HEADERS),
  },
  messages: {
    identity: 'The header "{name}" lets every caller say who she is.',
    origin: 'The header "{name}" lets every caller say where the request comes from.',
  },

  visit: {
    Parameter(parameter, { options, report }) {
      const { name } = parameter;
      if (parameter.in !== 'header' || name === undefined || !isAsked(parameter)) return;
      const isOrigin = isOneOf(name, options.originHeaders);
      if (!isOrigin && !isOneOf(name, options.headers)) return;
      if (isSetByGateway(parameter.description) || isInternal(parameter.api)) return;
      const askers = askersOf(parameter).filter((asker) => !isInternal(asker));
      const believing = isOrigin ? askers : askers.filter((asker) => !nameUsers(securityOf(asker)));
      if (believing.length === 0 && askersOf(parameter).length > 0) return;
      const place = { at: parameter.at('name'), related: related(believing, 'asks for it.') };
      report(place, isOrigin ? 'origin' : 'identity', { name });
    },
  },
});

function isOneOf(name: string, headers: readonly string[]): boolean {
  const plain = name.toLowerCase();
  return headers.some((header) => header.toLowerCase() === plain);
}

const BY_GATEWAY =
  /\b(?:set|added|injected|filled|provided|populated|forwarded|overwritten)\b[^.]{0,40}\b(?:by|in|at)\b[^.]{0,30}\b(?:gateway|proxy|load[- ]?balancer|ingress|mesh|edge|cdn)\b/i;

function isSetByGateway(description: string | undefined): boolean {
  return description !== undefined && BY_GATEWAY.test(description);
}

function isInternal(node: Node): boolean {
  return node.extension('x-internal') === true;
}

/** Whether every way to be let in brings a token, a name or a login of the caller, from which the server can know her. */
const nameUsers = fact(
  ({ alternatives }: EffectiveSecurity) =>
    alternatives.length > 0 &&
    alternatives.every(({ schemes }) =>
      schemes.some(({ scheme }) => {
        const strength = scheme === undefined ? undefined : strengthOf(scheme);
        return strength === 'token' || strength === 'basic';
      }),
    ),
);
