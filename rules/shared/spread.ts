import { type Operation, Schema } from 'specgate/rule';

/** A schema whose values travel, on behalf of an operation. What the bits mean is the caller's. */
export interface Start {
  readonly schema: Schema | undefined;
  readonly bits: number;
  readonly operation: Operation;
}

export interface Reached {
  /** The bits of every start from which the schema is reached. */
  readonly bits: number;
  /** The first of their operations. */
  readonly operation: Operation;
}

interface Growing {
  bits: number;
  readonly operation: Operation;
}

/** Schemas below these say nothing about a part of the value that travels. */
const ASIDE = new Set(['$defs', 'not', 'if', 'propertyNames']);

/**
 * Every schema that describes a part of a value that travels; `mark` hides a property, and what only it leads to. Starts
 * come one after the other, so that a schema is said to be reached by the first that leads to it.
 */
export function spread(
  starts: Iterable<Start>,
  mark: 'readOnly' | 'writeOnly',
): ReadonlyMap<Schema, Reached> {
  const reached = new Map<Schema, Growing>();
  const stack: Schema[] = [];
  let bits = 0;
  let operation: Operation;
  const enter = (schema: Schema): void => {
    const known = reached.get(schema);
    if (known === undefined) {
      if (schema[mark] === true) return;
      reached.set(schema, { bits, operation });
    } else if ((known.bits | bits) === known.bits) return;
    else known.bits |= bits;
    // What has no parts leads nowhere.
    if (schema.slots !== undefined) stack.push(schema);
  };
  for (const start of starts) {
    if (start.schema === undefined) continue;
    ({ bits, operation } = start);
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
