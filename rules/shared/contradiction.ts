import { partsOf, type Schema, typesOf } from 'specgate/rule';

/** A schema that contradicts one before it, of those for the same value. Limits are for `constraint-range-invalid`. */
export function contradictingParts(
  schema: Schema,
): { readonly part: Schema; readonly reason: string } | undefined {
  const parts = partsOf(schema);
  const members = [...schema.allOf, ...(schema.ref === undefined ? [] : [schema.ref])].map(partsOf);
  for (const [index, part] of parts.entries()) {
    for (const other of parts.slice(0, index)) {
      if (other.isNullable && part.isNullable) continue;
      // What a member has in itself is told there.
      if (members.some((member) => member.includes(other) && member.includes(part))) continue;
      const reason = disjoint([other], [part]);
      if (reason !== undefined) return { part, reason };
    }
  }
  return undefined;
}

/** Why no value satisfies both schemas; undefined where one may. */
export function contradiction(first: Schema, second: Schema): string | undefined {
  const [one, two] = [partsOf(first), partsOf(second)];
  if (first.isNullable && second.isNullable) return undefined;
  const reason = disjoint(one, two);
  if (reason !== undefined) return reason;
  const isApart = one.some((a) => two.some((b) => isAbove(a, b) || isAbove(b, a)));
  return isApart ? 'their limits do not meet' : undefined;
}

/** Why the types or the listed values of two schemas have nothing in common. */
function disjoint(one: readonly Schema[], two: readonly Schema[]): string | undefined {
  const [types, others] = [typesOf(one), typesOf(two)];
  if (
    types.length > 0 &&
    others.length > 0 &&
    !types.some((type) => others.some((other) => overlap(type, other)))
  ) {
    return `${types.join(' or ')} and ${others.join(' or ')}`;
  }
  return haveNoCommonValue(one, two) ? 'their `enum` lists have nothing in common' : undefined;
}

function overlap(a: string, b: string): boolean {
  return a === b || (a === 'integer' && b === 'number') || (a === 'number' && b === 'integer');
}

function haveNoCommonValue(one: readonly Schema[], two: readonly Schema[]): boolean {
  const values = one.find((part) => part.values !== undefined)?.values;
  const others = two.find((part) => part.values !== undefined)?.values;
  if (values === undefined || others === undefined) return false;
  const known = new Set(others.map((value) => JSON.stringify(value)));
  return !values.some((value) => known.has(JSON.stringify(value)));
}

/** Whether whatever the one accepts is above whatever the other accepts. */
function isAbove(
  { lower, minLength, minItems }: Schema,
  { upper, maxLength, maxItems }: Schema,
): boolean {
  return (
    (lower !== undefined && upper !== undefined && lower.value > upper.value) ||
    (minLength !== undefined && maxLength !== undefined && minLength > maxLength) ||
    (minItems !== undefined && maxItems !== undefined && minItems > maxItems)
  );
}
