import {
  defineRule,
  inTextOrder,
  type Pointer,
  partsOf,
  type Schema,
  typesOf,
  wholesOf,
} from 'specgate/rule';
import { labelOf } from '../shared/label.ts';

export default defineRule({
  id: 'composition-conflict',
  title: 'Composed schema contradicts itself',
  category: 'input-validation',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1173', 'CWE-697', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'What one schema asks for another one forbids. Teams then switch validation off, or nobody knows which of the two is enforced.',
  fix: 'Close only the outermost schema, since 3.1 by `unevaluatedProperties: false`, and define each property once.',
  peers: {
    kics: [
      '3.0/additional_properties_too_restrective',
      'general/schema_object_properties_with_duplicated_keys',
    ],
    vacuum: ['allof-conflicts', 'json-schema-composition-sanity'],
    '42crunch': ['*xof-additionalproperties-false', '*semantic-property-duplicate-key'],
  },

  messages: {
    forbidden: '"{name}" of another schema for the same object is forbidden here.',
    redefined: '"{name}" is defined twice, and no value satisfies both: {reason}.',
    direction: '"{name}" is `readOnly` in one schema and `writeOnly` in another.',
  },

  visit: {
    Schema(schema, { report }) {
      if (schema.additionalProperties?.boolean === false) {
        const name = forbiddenBy(schema);
        if (name !== undefined) report(schema.at('additionalProperties'), 'forbidden', { name });
      }
      if (schema.allOf.length === 0 && schema.ref === undefined) return;
      for (const [name, first, second] of redefined(schema)) {
        const reason = contradiction(first, second);
        if (reason !== undefined) report(second, 'redefined', { name, reason });
        else if (isOneWay(first, second)) report(second, 'direction', { name: labelOf(second) });
      }
    },
  },
});

/** A property that a schema for the same object defines or requires, and a closed one does not list. */
function forbiddenBy(closed: Schema): string | undefined {
  if (closed.patternProperties.size > 0) return undefined;
  for (const { parts } of wholesOf(closed)) {
    for (const other of [...parts, ...alternatives(parts)]) {
      if (other === closed) continue;
      const name = firstUnlisted(other, closed);
      if (name !== undefined) return name;
    }
  }
  return undefined;
}

function firstUnlisted(other: Schema, closed: Schema): string | undefined {
  for (const name of other.properties.keys()) if (!closed.properties.has(name)) return name;
  return other.requiredNames.find((name) => !closed.properties.has(name));
}

/** The members of alternatives from which none has been chosen yet, with what they are made of. */
function alternatives(parts: readonly Schema[]): readonly Schema[] {
  return parts
    .flatMap((part) => [part.oneOf, part.anyOf])
    .filter((branches) => !branches.some((branch) => parts.includes(branch)))
    .flatMap((branches) => branches.flatMap(partsOf));
}

/** Properties that two schemas define for one object. */
function redefined(schema: Schema): readonly (readonly [string, Schema, Schema])[] {
  const first = new Map<string, Schema>();
  const pairs: (readonly [string, Schema, Schema])[] = [];
  // What a schema takes in from elsewhere comes first, so that what it says itself is what redefines.
  const parts = partsOf(schema);
  const taken = parts.filter((part) => !isWithin(part, schema));
  const own = parts.filter((part) => isWithin(part, schema)).reverse();
  for (const part of [...inTextOrder(taken, (each) => each.pointer), ...own]) {
    for (const [name, property] of part.properties) {
      const earlier = first.get(name);
      if (earlier === undefined) first.set(name, property);
      else if (earlier !== property) pairs.push([name, earlier, property]);
    }
  }
  return pairs;
}

function isWithin(part: Schema, whole: Schema): boolean {
  for (let at: Pointer | undefined = part; at !== undefined; at = at.parent)
    if (at === whole) return true;
  return false;
}

/** Why no value satisfies both schemas; undefined where one may. */
function contradiction(first: Schema, second: Schema): string | undefined {
  const [one, two] = [partsOf(first), partsOf(second)];
  if (first.isNullable && second.isNullable) return undefined;
  const [types, others] = [typesOf(one), typesOf(two)];
  if (
    types.length > 0 &&
    others.length > 0 &&
    !types.some((type) => others.some((other) => overlap(type, other)))
  ) {
    return `${types.join(' or ')} and ${others.join(' or ')}`;
  }
  if (haveNoCommonValue(one, two)) return 'their `enum` lists have nothing in common';
  const isApart = one.some((a) => two.some((b) => isAbove(a, b) || isAbove(b, a)));
  return isApart ? 'their limits do not meet' : undefined;
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

function isOneWay(first: Schema, second: Schema): boolean {
  return (
    (first.readOnly === true && second.writeOnly === true) ||
    (first.writeOnly === true && second.readOnly === true)
  );
}
