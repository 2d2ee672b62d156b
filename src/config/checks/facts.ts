import { directionOf } from '../../model/facts/direction.ts';
import { isInbound, nameOf, operationOf, pathOf } from '../../model/facts/operations.ts';
import { partsOf, typesOf } from '../../model/facts/schemas.ts';
import { securityOf } from '../../model/facts/security.ts';
import { hostOf, serversOf, urlsOf } from '../../model/facts/servers.ts';
import { isKind } from '../../model/is-kind.ts';
import type { Operation, Server } from '../../model/kinds.ts';
import { Node } from '../../model/node.ts';
import type { ValueFact } from './keys.ts';

/** What is known of a node beyond its fields; undefined where the question makes no sense for it. */
export function readFact(value: unknown, fact: ValueFact | 'operation'): unknown {
  return value instanceof Node ? FACTS[fact](value) : undefined;
}

const FACTS: { readonly [F in ValueFact | 'operation']: (node: Node) => unknown } = {
  hosts: (node) => hostsOf(node),
  key: ({ key }) => String(key),
  method: (node) => operationOf(node)?.method.toLowerCase(),
  name: (node) => nameOfNode(node),
  operation: (node) => ofOperation(node, nameOf),
  path: (node) => pathOfNode(node),
  schemes: (node) => ofOperation(node, schemesOf),
  scopes: (node) => ofOperation(node, scopesOf),
  types: (node) => (isKind(node, 'Schema') ? typesOf(partsOf(node)) : undefined),
  version: ({ api }) => api.version,
};

/** The questions about an operation that have yes and no for an answer; for other nodes, about the operation they are in. */
export const FLAG_FACTS = {
  inbound: isInbound,
  public: isDeclaredPublic,
  anonymous: (operation: Operation) => securityOf(operation).isAnonymous,
  'optional-auth': (operation: Operation) => securityOf(operation).isOptional,
  writing: ({ isWriting }: Operation) => isWriting,
} as const;

/** An answer about the operation that a node is or stands in. */
export function ofOperation<T>(value: unknown, ask: (operation: Operation) => T): T | undefined {
  const operation = value instanceof Node ? operationOf(value) : undefined;
  return operation === undefined ? undefined : ask(operation);
}

/** Whether values of a schema travel in a direction; false for what is no schema. */
export function travels(value: unknown, direction: 'request' | 'response'): boolean {
  return isKind(value, 'Schema') && directionOf(value)[direction];
}

function isDeclaredPublic(operation: Operation): boolean {
  const { security } = operation.raw;
  return (
    operation.extension('x-public') === true || (Array.isArray(security) && security.length === 0)
  );
}

function nameOfNode(node: Node): string {
  if (isKind(node, 'Operation')) return node.operationId ?? nameOf(node);
  const name: unknown = Reflect.get(node, 'name');
  return typeof name === 'string' ? name : String(node.key);
}

function pathOfNode(node: Node): string | undefined {
  if (isKind(node, 'PathItem')) return String(node.key);
  return ofOperation(node, pathOf);
}

function schemesOf(operation: Operation): readonly string[] {
  const { alternatives } = securityOf(operation);
  return [...new Set(alternatives.flatMap(({ schemes }) => schemes.map(({ name }) => name)))];
}

function scopesOf(operation: Operation): readonly string[] {
  const { alternatives } = securityOf(operation);
  return [
    ...new Set(alternatives.flatMap(({ schemes }) => schemes.flatMap(({ scopes }) => scopes))),
  ];
}

function hostsOf(node: Node): readonly string[] | undefined {
  const servers: readonly Server[] | undefined = isKind(node, 'Server')
    ? [node]
    : isKind(node, 'Api')
      ? node.servers
      : ofOperation(node, serversOf);
  const hosts = servers?.flatMap((server) => urlsOf(server).map(hostOf));
  return hosts && [...new Set(hosts.filter((host) => host !== undefined))];
}
