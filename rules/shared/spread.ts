import { type Operation, Schema } from 'specgate/rule';

/** A schema whose values travel on behalf of an operation. */
export interface Start {
  readonly schema: Schema | undefined;
  readonly operation: Operation;
}

/** Schemas below these say nothing about a part of the value that travels. */
const ASIDE = new Set(['$defs', 'not', 'if', 'propertyNames']);

/**
 * Every schema that describes a part of a value that travels, with the first start that leads to it. `mark` hides a
 * property, and what only it leads to.
 */
export function spread<S extends Start>(
  starts: Iterable<S>,
  mark: 'readOnly' | 'writeOnly',
): ReadonlyMap<Schema, S> {
  const reached = new Map<Schema, S>();
  const stack: Schema[] = [];
  let from: S;
  const enter = (schema: Schema): void => {
    if (reached.has(schema) || schema[mark] === true) return;
    reached.set(schema, from);
    // What has no parts leads nowhere.
    if (schema.slots !== undefined) stack.push(schema);
  };
  for (const start of starts) {
    if (start.schema === undefined) continue;
    from = start;
    enter(start.schema);
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) eachChild(next, enter);
  }
  return reached;
}

/** The schemas that describe parts of a schema's value, or the same value: those of `not` and `if` do neither. */
export function childrenOf(schema: Schema): readonly Schema[] {
  const children: Schema[] = [];
  eachChild(schema, (child) => children.push(child));
  return children;
}

function eachChild(schema: Schema, visit: (child: Schema) => void): void {
  for (const field in schema.slots) {
    if (ASIDE.has(field)) continue;
    const slot = schema.slots[field];
    if (slot instanceof Schema) visit(slot);
    else if (slot instanceof Map || Array.isArray(slot)) {
      for (const child of slot.values()) if (child instanceof Schema) visit(child);
    }
  }
  if (schema.discriminator === undefined) return;
  for (const mapped of schema.discriminator.mapped.values()) visit(mapped);
}
