import type { OAuthFlow, SecurityRequirement, SecurityScheme } from 'specgate/rule';
import { isObject, type Problem, wrong } from './problem.ts';
import { missingProblems } from './required.ts';
import { choiceProblems, textMapProblems } from './values.ts';

/** What a scheme of each type needs, and what it may have beside it. */
const TYPES: {
  readonly [type: string]: { readonly needs: readonly string[]; readonly may: readonly string[] };
} = {
  apiKey: { needs: ['name', 'in'], may: [] },
  http: { needs: ['scheme'], may: ['bearerFormat'] },
  mutualTLS: { needs: [], may: [] },
  oauth2: { needs: ['flows'], may: ['oauth2MetadataUrl'] },
  openIdConnect: { needs: ['openIdConnectUrl'], may: [] },
};

const OWN_FIELDS = Object.values(TYPES).flatMap(({ needs, may }) => [...needs, ...may]);

export function schemeProblems(scheme: SecurityScheme): readonly Problem[] {
  const { version } = scheme.api;
  if (version === '2.0') return schemeProblemsV2(scheme);
  const known = Object.keys(TYPES).filter((type) => type !== 'mutualTLS' || version !== '3.0');
  const type =
    scheme.type !== undefined && Object.hasOwn(TYPES, scheme.type) ? TYPES[scheme.type] : undefined;
  if (type === undefined) return choiceProblems(scheme, 'type', known);
  return [
    ...choiceProblems(scheme, 'type', known),
    ...missingProblems(scheme, type.needs),
    ...(scheme.type === 'apiKey'
      ? choiceProblems(scheme, 'in', ['query', 'header', 'cookie'])
      : []),
    ...strayProblems(scheme, OWN_FIELDS, {
      allowed: [...type.needs, ...type.may],
      other: `type: ${scheme.type}`,
    }),
    ...(scheme.has('bearerFormat') &&
    scheme.scheme !== undefined &&
    scheme.scheme.toLowerCase() !== 'bearer'
      ? [
          {
            what: 'conflict' as const,
            at: scheme.at('bearerFormat'),
            field: 'bearerFormat',
            other: `scheme: ${scheme.scheme}`,
          },
        ]
      : []),
  ];
}

const URLS = ['authorizationUrl', 'tokenUrl', 'deviceAuthorizationUrl'];

const FLOWS_V2: { readonly [flow: string]: readonly string[] } = {
  implicit: ['authorizationUrl'],
  password: ['tokenUrl'],
  application: ['tokenUrl'],
  accessCode: ['authorizationUrl', 'tokenUrl'],
};

/** Fields that only some schemes of 2.0 have. */
const OWN_FIELDS_V2 = ['name', 'in', 'flow', 'authorizationUrl', 'tokenUrl', 'scopes'];

function schemeProblemsV2(scheme: SecurityScheme): readonly Problem[] {
  const { type, flow } = scheme.raw;
  // `basic` reads as `http` in the model.
  if (scheme.renamed !== undefined)
    return strayProblems(scheme, OWN_FIELDS_V2, { allowed: [], other: 'type: basic' });
  if (type === 'apiKey')
    return [
      ...missingProblems(scheme, ['name', 'in']),
      ...choiceProblems(scheme, 'in', ['query', 'header']),
      ...strayProblems(scheme, OWN_FIELDS_V2, { allowed: ['name', 'in'], other: 'type: apiKey' }),
    ];
  if (type !== 'oauth2') return choiceProblems(scheme, 'type', ['basic', 'apiKey', 'oauth2']);
  const needs =
    typeof flow === 'string' && Object.hasOwn(FLOWS_V2, flow) ? FLOWS_V2[flow] : undefined;
  return [
    ...missingProblems(scheme, ['flow', ...(needs ?? [])]),
    ...choiceProblems(scheme, 'flow', Object.keys(FLOWS_V2)),
    ...textMapProblems(scheme.at('scopes'), 'scopes', withoutExtensions(scheme.raw.scopes)),
    ...strayProblems(scheme, ['name', 'in'], { allowed: [], other: 'type: oauth2' }),
    ...(needs === undefined
      ? []
      : strayProblems(scheme, URLS, { allowed: needs, other: `flow: ${flow}` })),
  ];
}

/** Of the maps from names to texts, only the scopes of 2.0 may be extended. */
function withoutExtensions(scopes: unknown): unknown {
  if (!isObject(scopes)) return scopes;
  return Object.fromEntries(Object.entries(scopes).filter(([key]) => !key.startsWith('x-')));
}

/** Fields of other kinds of the same object. */
function strayProblems(
  node: SecurityScheme | OAuthFlow,
  fields: readonly string[],
  { allowed, other }: { readonly allowed: readonly string[]; readonly other: string },
): readonly Problem[] {
  return fields
    .filter((field) => node.has(field) && !allowed.includes(field))
    .map((field) => ({ what: 'conflict', at: node.at(field), field, other }));
}

const FLOWS: { readonly [flow: string]: readonly string[] } = {
  implicit: ['authorizationUrl', 'scopes'],
  password: ['tokenUrl', 'scopes'],
  clientCredentials: ['tokenUrl', 'scopes'],
  authorizationCode: ['authorizationUrl', 'tokenUrl', 'scopes'],
  deviceAuthorization: ['deviceAuthorizationUrl', 'tokenUrl', 'scopes'],
};

export function flowProblems(flow: OAuthFlow): readonly Problem[] {
  if (flow.api.version === '2.0') return [];
  const name = String(flow.key);
  const known = Object.keys(FLOWS).filter(
    (key) => key !== 'deviceAuthorization' || flow.api.version === '3.2',
  );
  if (!known.includes(name)) return [wrong(flow, name, `one of ${known.join(', ')}`, name)];
  const needs = FLOWS[name] ?? [];
  return [
    ...missingProblems(flow, needs),
    ...textMapProblems(flow.at('scopes'), 'scopes', flow.raw.scopes),
    ...strayProblems(flow, URLS, { allowed: needs, other: name }),
  ];
}

export function requirementProblems(requirement: SecurityRequirement): readonly Problem[] {
  return Object.entries(requirement.raw).flatMap(([name, scopes]) => {
    if (!Array.isArray(scopes))
      return [wrong(requirement.at(name), name, 'a list of scopes', scopes)];
    const index = scopes.findIndex((scope) => typeof scope !== 'string');
    return index === -1
      ? []
      : [wrong(requirement.at(name, index), `${name}[${index}]`, 'a text', scopes[index])];
  });
}
