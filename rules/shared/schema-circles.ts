import { Schema } from 'specgate/rule';
import { componentsOf } from './components.ts';

/**
 * Groups of schemas that contain each other by way of properties, items or maps without a limit.
 * Circles of compositions alone are not among them.
 */
export function circlesIn(schemas: readonly Schema[]): readonly (readonly Schema[])[] {
  return componentsOf(schemas.filter(leadsOn), contained).filter(descends);
}

/** Keywords whose schema judges the same value. */
const IN_PLACE = new Set(['allOf', 'oneOf', 'anyOf', '$ref', 'then', 'else', 'dependentSchemas']);
const LIMITED_BY: { readonly [keyword: string]: 'maxItems' | 'maxProperties' } = {
  items: 'maxItems',
  unevaluatedItems: 'maxItems',
  additionalProperties: 'maxProperties',
  unevaluatedProperties: 'maxProperties',
  patternProperties: 'maxProperties',
};
const CONTAINING = new Set([...IN_PLACE, ...Object.keys(LIMITED_BY), 'properties', 'prefixItems']);

/** Most schemas have no parts, and stand on no circle. */
function leadsOn({ slots }: Schema): boolean {
  return slots !== undefined;
}

/** The schemas of what a value holds, and of the value itself; not of lists and maps that have a limit. */
function contained(schema: Schema): readonly Schema[] {
  const children: Schema[] = [];
  for (const name in schema.slots) {
    if (!CONTAINING.has(name)) continue;
    const limit = LIMITED_BY[name];
    if (limit === undefined || schema[limit] === undefined) addSchemas(schema, name, children);
  }
  return children;
}

/** Adds the schemas of a keyword that lead on to those that were found before. */
function addSchemas({ slots }: Schema, name: string, found: Schema[]): void {
  const slot = slots?.[name];
  if (slot instanceof Schema) addSchema(slot, found);
  else if (slot instanceof Map || Array.isArray(slot))
    for (const child of slot.values()) addSchema(child, found);
}

function addSchema(child: unknown, found: Schema[]): void {
  if (child instanceof Schema && leadsOn(child) && child.readOnly !== true) found.push(child);
}

/** Whether a group is a circle on which values get smaller. */
function descends(group: readonly Schema[]): boolean {
  const members = new Set(group);
  return group.some((schema) => {
    for (const name in schema.slots) {
      if (IN_PLACE.has(name) || !CONTAINING.has(name)) continue;
      const limit = LIMITED_BY[name];
      if (limit !== undefined && schema[limit] !== undefined) continue;
      const children: Schema[] = [];
      addSchemas(schema, name, children);
      if (children.some((child) => members.has(child))) return true;
    }
    return false;
  });
}
