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

/** The gateway that the root, a path or an operation is written for; undefined if there is none. */
export const gatewayOf: (api: Api) => Gateway | undefined = fact((api: Api) => {
  const found = gatewayIn(api.raw);
  if (found !== undefined) return found;
  for (const item of api.paths.values()) {
    const own = gatewayIn(item.raw);
    if (own !== undefined) return own;
    for (const operation of item.operations) {
      const gateway = gatewayIn(operation.raw);
      if (gateway !== undefined) return gateway;
    }
  }
  return undefined;
});

function gatewayIn(raw: { readonly [key: string]: unknown }): Gateway | undefined {
  for (const key in raw) {
    if (!key.startsWith('x-')) continue;
    for (const [prefixes, gateway] of GATEWAYS) {
      if (prefixes.some((prefix) => key.startsWith(prefix))) return gateway;
    }
  }
  return undefined;
}
