import { fact, partsOf, type Schema, typesOf } from 'specgate/rule';

/** Why the schemas for one value contradict each other; undefined where they need not. Limits are for `constraint-range-invalid`. */
export function contradictionWithin(schema: Schema): string | undefined {
  const reason = reasonApart(partsOf(schema));
  if (reason === undefined) return undefined;
  // What a member has in itself is told there.
  const isTold = [schema.ref, ...schema.allOf].some(
    (member) => member !== undefined && reasonApart(partsOf(member)) !== undefined,
  );
  return isTold ? undefined : reason;
}

function reasonApart(parts: readonly Schema[]): string | undefined {
  let types: readonly string[] = [];
  let isNullable = true;
  let values: readonly string[] | undefined;
  for (const part of parts) {
    if (part.types.length > 0) {
      isNullable &&= part.isNullable;
      const common = types.length === 0 ? part.types : commonTypes(types, part.types);
      if (common.length === 0 && !isNullable) return 'their types have nothing in common';
      types = common;
    }
    if (part.values !== undefined) {
      const own = new Set(part.values.map((value) => JSON.stringify(value)));
      values = values === undefined ? [...own] : values.filter((value) => own.has(value));
      if (values.length === 0) return VALUES_APART;
    }
  }
  return undefined;
}

const VALUES_APART = 'their `enum` lists have nothing in common';

/** Why no value satisfies both schemas; undefined where one may. */
export function contradiction(first: Schema, second: Schema): string | undefined {
  const [one, two] = [partsOf(first), partsOf(second)];
  if (first.isNullable && second.isNullable) return undefined;
  const reason = disjoint(one, two);
  if (reason !== undefined) return reason;
  const [limits, others] = [limitsOf(first), limitsOf(second)];
  const isApart = isAbove(limits, others) || isAbove(others, limits);
  return isApart ? 'their limits do not meet' : undefined;
}

/** Why the types or the listed values of two schemas have nothing in common. */
function disjoint(one: readonly Schema[], two: readonly Schema[]): string | undefined {
  const [types, others] = [typesOf(one), typesOf(two)];
  if (types.length > 0 && others.length > 0 && commonTypes(types, others).length === 0)
    return `${types.join(' or ')} and ${others.join(' or ')}`;
  return haveNoCommonValue(one, two) ? VALUES_APART : undefined;
}

/** Whatever is an integer is a number too. */
function commonTypes(types: readonly string[], others: readonly string[]): readonly string[] {
  return types.flatMap((type) => {
    if (others.includes(type)) return [type];
    const isNumber = type === 'number' && others.includes('integer');
    return isNumber || (type === 'integer' && others.includes('number')) ? ['integer'] : [];
  });
}

function haveNoCommonValue(one: readonly Schema[], two: readonly Schema[]): boolean {
  const values = one.find((part) => part.values !== undefined)?.values;
  const others = two.find((part) => part.values !== undefined)?.values;
  if (values === undefined || others === undefined) return false;
  const known = new Set(others.map((value) => JSON.stringify(value)));
  return !values.some((value) => known.has(JSON.stringify(value)));
}

/** The tightest limits of the schemas that hold together: they are asked for with each schema that holds beside them. */
const limitsOf = fact((schema: Schema): Limits => {
  const limits = { ...UNLIMITED };
  for (const { lower, upper, minLength, maxLength, minItems, maxItems } of partsOf(schema)) {
    limits.lower = Math.max(limits.lower, lower?.value ?? -Infinity);
    limits.upper = Math.min(limits.upper, upper?.value ?? Infinity);
    limits.minLength = Math.max(limits.minLength, minLength ?? -Infinity);
    limits.maxLength = Math.min(limits.maxLength, maxLength ?? Infinity);
    limits.minItems = Math.max(limits.minItems, minItems ?? -Infinity);
    limits.maxItems = Math.min(limits.maxItems, maxItems ?? Infinity);
  }
  return limits;
});

const UNLIMITED = {
  lower: -Infinity,
  upper: Infinity,
  minLength: -Infinity,
  maxLength: Infinity,
  minItems: -Infinity,
  maxItems: Infinity,
};
type Limits = Readonly<typeof UNLIMITED>;

/** Whether whatever the one accepts is above whatever the other accepts. */
function isAbove(one: Limits, two: Limits): boolean {
  return one.lower > two.upper || one.minLength > two.maxLength || one.minItems > two.maxItems;
}
