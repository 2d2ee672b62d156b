import { fact } from './facts/fact.ts';
import type { Parameter } from './kinds.ts';
import { type Node, nodeClass } from './node.ts';

/** The fixed fields of a path item that hold an operation. */
export const METHODS = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'query',
  'x-amazon-apigateway-any-method',
] as const;
const ANY = 'x-amazon-apigateway-any-method';

/** Methods that by definition change nothing (RFC 9110 §9.2.1, and the QUERY method). */
const SAFE = new Set(['get', 'head', 'options', 'trace', 'query']);

/** Kept, since rules ask for them at each operation. */
const operationsOf: (item: Holder) => readonly Operation[] = fact((item: Holder) => {
  const own: Operation[] = [];
  for (const method of METHODS) {
    const operation = item.slots?.[method];
    if (operation instanceof Operation) own.push(operation);
  }
  own.push(...inOrder(item.additionalOperations));
  const target = item.slots?.$ref;
  if (!(target instanceof PathItem)) return own;
  const names = new Set(own.map((operation) => operation.method));
  return [...own, ...target.operations.filter((operation) => !names.has(operation.method))];
});

type Holder = Node & { readonly additionalOperations: ReadonlyMap<string, Operation> };

/** Those of other methods by their names, since which operation is the first must not depend on how they are sorted. */
function inOrder(operations: ReadonlyMap<string, Operation>): Iterable<Operation> {
  if (operations.size < 2) return operations.values();
  const sorted = [...operations].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([, operation]) => operation);
}

/** The operations under one path. */
export class PathItem extends nodeClass('PathItem') {
  /** Its operations, whatever their method; those of a `$ref` beside other fields included. */
  get operations(): readonly Operation[] {
    return operationsOf(this);
  }
}

/** Requests that the API makes on its own account, to an address agreed on elsewhere. */
export class Webhook extends nodeClass('Webhook') {
  get operations(): readonly Operation[] {
    return operationsOf(this);
  }
}

export class Operation extends nodeClass('Operation') {
  /** The method as a key of the path item: `get`; in `additionalOperations`, as written there; `any` for Amazon's every other method. */
  get method(): string {
    const key = heldUnder(this);
    return key === ANY ? 'any' : key;
  }

  /** Whether the method, by its definition, may change state. */
  get isWriting(): boolean {
    return !SAFE.has(this.method.toLowerCase());
  }

  /** The path item or webhook that holds it. */
  get item(): PathItem | Webhook | undefined {
    return this.owner instanceof PathItem || this.owner instanceof Webhook ? this.owner : undefined;
  }

  /** The parameters in force: its own, and those of the path item that it does not override by name and place. */
  get allParameters(): readonly Parameter[] {
    const { item } = this;
    return item === undefined || (item.parameters.length === 0 && item.referrers.length === 0)
      ? this.parameters
      : withShared(this);
  }

  /** Its path item, and those that refer to that one beside fields of their own, which hold for it too. */
  get items(): readonly (PathItem | Webhook)[] {
    const { item } = this;
    if (item === undefined) return [];
    return item.referrers.length === 0 ? [item] : itemsAround(item);
  }
}

const withShared: (operation: Operation) => readonly Parameter[] = fact((operation: Operation) => {
  const { parameters } = operation;
  const known = new Set(parameters.map(identity));
  const all = [...parameters];
  for (const item of operation.items) {
    for (const parameter of item.parameters) {
      if (known.has(identity(parameter))) continue;
      known.add(identity(parameter));
      all.push(parameter);
    }
  }
  return all;
});

const itemsAround: (item: PathItem | Webhook) => readonly (PathItem | Webhook)[] = fact(
  (item: PathItem | Webhook) => {
    const found = new Set([item]);
    // A set goes on over what is added meanwhile.
    for (const inner of found) {
      for (const reference of inner.referrers) {
        const holder = holderBeside(reference);
        if (holder !== undefined) found.add(holder);
      }
    }
    return [...found];
  },
);

/** The path item with fields of its own beside a reference. */
export function holderBeside({ owner, parent, key }: Node): PathItem | Webhook | undefined {
  const isItem = owner instanceof PathItem || owner instanceof Webhook;
  return isItem && owner.parent === parent && owner.key === key ? owner : undefined;
}

/** The key under which its path item holds it. */
function heldUnder({ item, parent, key, referrers }: Operation): string {
  if (item === undefined || parent === item || parent?.parent === item) return String(key);
  // It stands elsewhere, and the path item refers to it.
  return String(referrers.find(({ owner }) => owner === item)?.key ?? key);
}

function identity(parameter: Parameter): string {
  return `${parameter.in} ${parameter.name}`;
}
