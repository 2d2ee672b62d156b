import { Schema } from 'specgate/rule';
import { componentsOf } from './components.ts';

/**
 * Groups of schemas that contain each other by way of properties, items or maps without a limit.
 * Circles of compositions alone are not among them.
 */
export function circlesIn(schemas: readonly Schema[]): readonly (readonly Schema[])[] {
  return componentsOf(schemas, contained).filter(descends);
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

/** The schemas of what a value holds, and of the value itself; not of lists and maps that have a limit. */
function contained(schema: Schema): readonly Schema[] {
  const children: Schema[] = [];
  for (const name in schema.slots) {
    if (!CONTAINING.has(name)) continue;
    const limit = LIMITED_BY[name];
    if (limit === undefined || schema[limit] === undefined)
      children.push(...schemasIn(schema, name));
  }
  return children;
}

function schemasIn({ slots }: Schema, name: string): readonly Schema[] {
  const slot = slots?.[name];
  const all: readonly unknown[] =
    slot instanceof Map ? [...slot.values()] : Array.isArray(slot) ? slot : [slot];
  return all.filter((child): child is Schema => child instanceof Schema && child.readOnly !== true);
}

/** Whether a group is a circle on which values get smaller. */
function descends(group: readonly Schema[]): boolean {
  const members = new Set(group);
  return group.some((schema) => {
    for (const name in schema.slots) {
      if (IN_PLACE.has(name) || !CONTAINING.has(name)) continue;
      const limit = LIMITED_BY[name];
      if (limit !== undefined && schema[limit] !== undefined) continue;
      if (schemasIn(schema, name).some((child) => members.has(child))) return true;
    }
    return false;
  });
}
