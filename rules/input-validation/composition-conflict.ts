import {
  defineRule,
  inTextOrder,
  type Pointer,
  partsOf,
  type Schema,
  wholesOf,
} from 'specgate/rule';
import { contradiction, contradictionWithin } from '../shared/contradiction.ts';
import { labelOf } from '../shared/label.ts';
import { matches } from '../shared/values/matches.ts';

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
    apart: 'No value of "{name}" satisfies all of its schemas: {reason}.',
    direction: '"{name}" is `readOnly` in one schema and `writeOnly` in another.',
  },

  visit: {
    Schema(schema, { report }) {
      if (schema.additionalProperties?.boolean === false) {
        const name = forbiddenBy(schema);
        if (name !== undefined) report(schema.at('additionalProperties'), 'forbidden', { name });
      }
      if (schema.allOf.length === 0 && schema.ref === undefined) return;
      const apart = contradictionWithin(schema);
      // Which member is the wrong one, nobody can tell.
      if (apart !== undefined) {
        const at = schema.allOf.length > 0 ? schema.at('allOf') : schema;
        report(at, 'apart', { name: labelOf(schema), reason: apart });
      }
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
  for (const [name, property] of other.properties)
    if (property.boolean !== false && !isLetIn(name, closed)) return name;
  return other.requiredNames.find((name) => !isLetIn(name, closed));
}

function isLetIn(name: string, { properties, patternProperties }: Schema): boolean {
  if (properties.has(name)) return true;
  return [...patternProperties.keys()].some((pattern) => matches(name, pattern) !== false);
}

/** The members of alternatives from which none has been chosen yet, and what may hold besides, with what they are made of. */
function alternatives(parts: readonly Schema[]): readonly Schema[] {
  return parts
    .flatMap((part) => [part.oneOf, part.anyOf, conditionalOf(part)])
    .filter((branches) => !branches.some((branch) => parts.includes(branch)))
    .flatMap((branches) => branches.flatMap(partsOf));
}

function conditionalOf(part: Schema): readonly Schema[] {
  return [part.then, part.else, ...part.dependentSchemas.values()].filter(
    (other) => other !== undefined,
  );
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

function isOneWay(first: Schema, second: Schema): boolean {
  return (
    (first.readOnly === true && second.writeOnly === true) ||
    (first.writeOnly === true && second.readOnly === true)
  );
}
