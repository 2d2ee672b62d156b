import {
  type Api,
  fact,
  inboundOperations,
  type Operation,
  rootSecurity,
  routesOf,
  schemesOf,
  securityOf,
} from 'specgate/rule';
import { gatewayEvidence } from './gateway.ts';

/** Whether clients call the operation: it stands under a path, not only in a webhook, a callback or `components`. */
export function isCalled(operation: Operation): boolean {
  return routesOf(operation).some((route) => route.role === 'inbound');
}

/**
 * Whether the operation can be called without any credential: nothing asked for, only `{}`, or `{}` beside others; and
 * no gateway asks instead.
 */
export function isOpen(operation: Operation): boolean {
  const { isAnonymous, isOptional } = securityOf(operation);
  return (isAnonymous || isOptional) && !isGuarded(operation);
}

/** Whether the description says nothing about a credential, and the gateway that it configures asks for one. */
export function isGuarded(operation: Operation): boolean {
  return isUnsaid(operation) && gatewayEvidence(operation, 'auth-bound').length > 0;
}

/** Whether neither the operation nor the root asks for anything, and the operation does not say so itself. */
export function isUnsaid(operation: Operation): boolean {
  const { from, isAnonymous } = securityOf(operation);
  return (
    isAnonymous && from !== 'operation' && !isMisshapen(operation) && !isMisshapen(operation.api)
  );
}

/** Whether `security` is an object where a list belongs: what is meant is plain, and the mistake is one of structure. */
export function isMisshapen({ raw: { security } }: Operation | Api): boolean {
  return isObject(security) && Object.keys(security).length > 0;
}

/** Whether a `security` list is empty, or holds only empty objects (or is one): an explicit "no credential". */
export function isExplicitlyEmpty(security: unknown): boolean {
  const items: readonly unknown[] = Array.isArray(security) ? security : [security];
  return items.every((item) => isObject(item) && Object.keys(item).length === 0);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether some operation, or the root, asks for a credential. */
export const asksAnywhere: (api: Api) => boolean = fact(
  (api: Api) =>
    !rootSecurity(api).isAnonymous ||
    inboundOperations(api).some((operation) => !securityOf(operation).isAnonymous),
);

/** Whether the description knows of authentication at all: a scheme is defined, or asked for by name. */
export function hasAuthentication(api: Api): boolean {
  return schemesOf(api).size > 0 || declaresSchemes(api) || asksAnywhere(api);
}

/** Whether schemes are written down, even where the references to them lead nowhere. */
function declaresSchemes(api: Api): boolean {
  return namesDeclared(api).size > 0;
}

/** The names under which schemes are written down, whether or not what stands there is one. */
export const namesDeclared: (api: Api) => ReadonlySet<string> = fact((api: Api) => {
  const holder =
    api.version === '2.0' ? api.raw.securityDefinitions : api.components?.raw.securitySchemes;
  const isObject = typeof holder === 'object' && holder !== null && !Array.isArray(holder);
  return new Set([...(isObject ? Object.keys(holder) : []), ...schemesOf(api).keys()]);
});
