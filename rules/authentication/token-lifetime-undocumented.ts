import {
  type Api,
  defineRule,
  fact,
  flag,
  inboundOperations,
  type OAuthFlow,
  type SecurityScheme,
} from 'specgate/rule';
import { periodsIn } from '../shared/durations.ts';
import { flowPlace, schemeOfFlow } from '../shared/flow-place.ts';
import { mentions } from '../shared/mentions.ts';
import { operationsUsing, titleOf } from '../shared/scheme-uses.ts';

export default defineRule({
  id: 'token-lifetime-undocumented',
  title: 'Nothing says that access tokens expire',
  category: 'authentication',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'low',
  since: '0.1',
  references: ['CWE-613', 'CWE-1059', 'OWASP-API2:2023'],
  tags: ['jwt', 'oauth2'],
  why: 'Clients cannot plan for a new token, and nobody who reviews the API sees whether a stolen one ever dies.',
  fix: 'Describe `expires_in` in the answer that hands out the token, or give the flow a `refreshUrl`.',
  limits: 'The implicit flow and client credentials are not asked: they have nothing to refresh.',
  peers: { 'spectral-owasp': ['owasp:api2:2023-short-lived-access-tokens'] },

  options: {
    requireRefreshUrl: flag(
      "Only a `refreshUrl` counts, and every flow needs one, as in Spectral's rule.",
      false,
    ),
  },
  messages: {
    flow: 'Nothing says that the tokens of the flow "{flow}" of "{name}" expire.',
    scheme: 'Nothing says that the tokens of "{name}" expire.',
    refresh: 'The flow "{flow}" of "{name}" has no "refreshUrl".',
  },

  visit: {
    OAuthFlow(flow, { options, report }) {
      const scheme = schemeOfFlow(flow);
      if (scheme === undefined || flow.refreshUrl !== undefined) return;
      const data = { flow: flow.flow, name: titleOf(scheme) };
      if (options.requireRefreshUrl) report(flowPlace(flow), 'refresh', data);
      else if (hasLongSessions(flow) && isAsked(scheme) && !tellsLife(scheme))
        report(flowPlace(flow), 'flow', data);
    },

    SecurityScheme(scheme, { options, report }) {
      if (options.requireRefreshUrl || scheme.type !== 'http') return;
      if (
        !/^jwt$/i.test(scheme.bearerFormat?.trim() ?? '') ||
        !isAsked(scheme) ||
        tellsLife(scheme)
      )
        return;
      report(scheme, 'scheme', { name: titleOf(scheme) });
    },
  },
});

/** Flows in which a person signs in, and wants to stay so. */
function hasLongSessions({ flow }: OAuthFlow): boolean {
  return flow === 'authorizationCode' || flow === 'password' || flow === 'deviceAuthorization';
}

/** Whether operations ask for it; in a file of shared definitions, they may. */
function isAsked(scheme: SecurityScheme): boolean {
  return inboundOperations(scheme.api).length === 0 || operationsUsing(scheme).length > 0;
}

/** Whether the scheme, the introduction or a property of the description tells when tokens end. */
function tellsLife(scheme: SecurityScheme): boolean {
  return isAboutExpiry(scheme.description) || tellsLifeAnywhere(scheme.api);
}

const tellsLifeAnywhere: (api: Api) => boolean = fact((api: Api) => {
  const introduction = api.info?.description ?? '';
  if (/\btokens?\b/i.test(introduction) && isAboutExpiry(introduction)) return true;
  return mentions(api, /["'\s{](?:expires_?in|refresh_?token)["']?\s*:/i);
});

function isAboutExpiry(prose: string | undefined): boolean {
  if (prose === undefined) return false;
  return (
    /\bexpir\w*|\blifetime\b|\bttl\b|\bshort-lived\b/i.test(prose) ||
    (periodsIn(prose).length > 0 && /\bvalid\b/i.test(prose))
  );
}
