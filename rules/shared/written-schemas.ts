import { branchesOf, type Operation, partsOf, type Schema } from 'specgate/rule';

/** A body that clients send with an operation. */
export interface Body {
  readonly schema: Schema;
  readonly operation: Operation;
}

export interface Written {
  /** 1 for the properties of the body itself, 2 for those of its properties, and so on. */
  readonly depth: number;
  /** The first operation with which they are sent. */
  readonly operation: Operation;
}

/** The bodies of an operation, one for each media type. */
export function bodiesOf(operation: Operation): readonly Body[] {
  const bodies: Body[] = [];
  for (const { schema } of operation.requestBody?.content.values() ?? []) {
    if (schema !== undefined) bodies.push({ schema, operation });
  }
  return bodies;
}

/** The schemas whose properties clients set, down to a depth; what is `readOnly` is not sent. */
export function writtenSchemas(
  bodies: readonly Body[],
  maxDepth: number,
): ReadonlyMap<Schema, Written> {
  const found = new Map<Schema, Written>();
  const heads = new Set<Schema>();
  let level = bodies;
  for (let depth = 1; depth <= maxDepth && level.length > 0; depth += 1) {
    const next: Body[] = [];
    for (const { schema, operation } of level) {
      if (heads.has(schema)) continue;
      heads.add(schema);
      for (const part of judging(schema, new Set())) {
        if (found.has(part)) continue;
        found.set(part, { depth, operation });
        for (const property of part.properties.values()) {
          // What cannot have properties of its own ends here.
          if (property.slots === undefined || property.readOnly === true) continue;
          next.push({ schema: itemOf(property), operation });
        }
      }
    }
    level = next;
  }
  return found;
}

/** A schema, all that holds together with it, and its alternatives. */
function judging(schema: Schema, seen: Set<Schema>): ReadonlySet<Schema> {
  for (const part of partsOf(schema)) {
    if (seen.has(part)) continue;
    seen.add(part);
    for (const branch of branchesOf(part)) judging(branch, seen);
    if (part.items !== undefined) judging(part.items, seen);
  }
  return seen;
}

/** Lists are no step of their own. */
function itemOf(property: Schema): Schema {
  return property.items ?? property;
}
