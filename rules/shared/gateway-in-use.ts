import { type Api, fact } from 'specgate/rule';

/** A gateway that the description configures. */
export interface Gateway {
  readonly name: string;
  /** What limits the rate there; undefined where that is said outside of descriptions. */
  readonly limiter: string | undefined;
}

/** By the beginning of an extension's name. Google has extensions for clients too, so that its names are whole. */
const GATEWAYS: readonly (readonly [prefixes: readonly string[], gateway: Gateway])[] = [
  [['x-kong-'], { name: 'Kong', limiter: 'x-kong-plugin-rate-limiting' }],
  [['x-amazon-apigateway-'], { name: 'Amazon API Gateway', limiter: undefined }],
  [['x-apisix-', 'x-adc-'], { name: 'APISIX', limiter: 'limit-count' }],
  [['x-tyk-'], { name: 'Tyk', limiter: 'rateLimit' }],
  [['x-zuplo-'], { name: 'Zuplo', limiter: 'rate-limit-inbound' }],
  [['x-wso2-'], { name: 'WSO2', limiter: 'x-throttling-tier' }],
  [
    ['x-google-backend', 'x-google-management', 'x-google-endpoints', 'x-google-api-management'],
    { name: 'Google API Gateway', limiter: 'x-google-quota' },
  ],
];

/** The gateway that the root, or else a path or an operation, is written for; of several, the first of the list above. */
export const gatewayOf: (api: Api) => Gateway | undefined = fact((api: Api) => {
  const ofRoot = firstIn([api.raw]);
  if (ofRoot !== undefined) return ofRoot;
  const items = [...api.paths.values()];
  return firstIn(items.flatMap((item) => [item.raw, ...item.operations.map(({ raw }) => raw)]));
});

function firstIn(objects: readonly { readonly [key: string]: unknown }[]): Gateway | undefined {
  const names = new Set<string>();
  for (const raw of objects) for (const key in raw) if (key.startsWith('x-')) names.add(key);
  if (names.size === 0) return undefined;
  const found = GATEWAYS.find(([prefixes]) =>
    prefixes.some((prefix) => [...names].some((name) => name.startsWith(prefix))),
  );
  return found?.[1];
}
