import { isKind } from '../is-kind.ts';
import type { Api, Operation, PathItem, Reference, Webhook } from '../kinds.ts';
import type { Node } from '../node.ts';
import { holderBeside } from '../operation.ts';
import { inTextOrder } from '../text-order.ts';
import { fact } from './fact.ts';

/** Who sends the request: a client of the API, or the API itself. */
export type Role = 'inbound' | 'callback' | 'webhook';

/** A way in which a path item is used: under a path, as a webhook or in a callback. */
export interface Route {
  readonly role: Role;
  /** The path template, the webhook's name or the callback's expression. */
  readonly path: string;
  /** The reference by which the path item is used there, where it is one. */
  readonly reference: Reference | undefined;
}

/** Every use of an operation's path item; empty for one in `components` that nothing refers to. */
export const routesOf: (operation: Operation) => readonly Route[] = fact((operation: Operation) => {
  const { item } = operation;
  return item === undefined ? [] : routesOfItem(item);
});

const routesOfItem: (item: PathItem | Webhook) => readonly Route[] = fact(
  (item: PathItem | Webhook) => {
    const routes = [routeAt(item, undefined)].filter((route) => route !== undefined);
    for (const reference of item.referrers) {
      const holder = holderBeside(reference);
      const route = routeAt(reference, reference);
      if (holder !== undefined) routes.push(...routesOfItem(holder));
      else if (route !== undefined) routes.push(route);
    }
    return inTextOrder(routes, ({ path }) => path);
  },
);

/** The use that a path item, or a reference to one, is by where it stands. */
function routeAt(node: Node, reference: Reference | undefined): Route | undefined {
  const { owner, parent } = node;
  const path = String(node.key);
  if (isKind(owner, 'Callback')) return { role: 'callback', path, reference };
  if (owner === undefined || owner !== owner.api || parent === undefined) return undefined;
  if (parent.key === 'webhooks') return { role: 'webhook', path, reference };
  if (isKind(node, 'PathItem') || reference !== undefined)
    return { role: 'inbound', path, reference };
  return undefined;
}

/** Who sends the operation's requests; `inbound` where it is used in several ways. */
export const roleOf: (operation: Operation) => Role = fact((operation: Operation) => {
  const roles = routesOf(operation).map((route) => route.role);
  if (roles.includes('inbound')) return 'inbound';
  if (roles.includes('webhook') || isKind(operation.item, 'Webhook')) return 'webhook';
  return roles[0] ?? 'inbound';
});

/** Whether clients call the operation. */
export function isInbound(operation: Operation): boolean {
  return roleOf(operation) === 'inbound';
}

/** The path template under which the operation is found, the first by the text if it has several; '' if under none. */
export function pathOf(operation: Operation): string {
  return routesOf(operation)[0]?.path ?? '';
}

/** What an operation is called in messages: `GET /pets`. */
export function nameOf(operation: Operation): string {
  return `${operation.method.toUpperCase()} ${pathOf(operation)}`.trim();
}

/**
 * The operations that clients call, in the order of their paths and methods as texts: which one a rule names must not
 * depend on how a document is sorted, or moving a path would make a known finding a new one.
 */
export const inboundOperations: (api: Api) => readonly Operation[] = fact((api: Api) => {
  const found: Operation[] = [];
  for (const item of api.paths.values()) found.push(...item.operations);
  return operationsInOrder(new Set(found));
});

/** Operations in the order of their paths, and then their methods, as texts. */
export function operationsInOrder(operations: Iterable<Operation>): readonly Operation[] {
  return inTextOrder(operations, (operation) => `${pathOf(operation)} ${operation.method}`);
}

/** The operation that a node stands in, by the way it was built; undefined for shared definitions. */
export function operationOf(node: Node): Operation | undefined {
  let at: Node | undefined = node;
  while (at !== undefined && !isKind(at, 'Operation')) at = at.owner;
  return at;
}
