import { Schema } from 'specgate/rule';

/**
 * Groups of schemas that contain each other by way of properties, items or maps without a limit: Tarjan's strongly
 * connected components, without recursion. Circles of compositions alone are not among them.
 */
export function circlesIn(schemas: readonly Schema[]): readonly (readonly Schema[])[] {
  const found: Schema[][] = [];
  const visits = new Map<Schema, Visit>();
  const stack: Visit[] = [];
  for (const start of schemas) {
    if (!visits.has(start)) explore(start, visits, stack, found);
  }
  return found.filter(descends);
}

interface Visit {
  readonly schema: Schema;
  readonly children: readonly Schema[];
  readonly index: number;
  next: number;
  low: number;
  isOpen: boolean;
}

function explore(
  start: Schema,
  visits: Map<Schema, Visit>,
  stack: Visit[],
  found: Schema[][],
): void {
  const path: Visit[] = [];
  const enter = (schema: Schema): void => {
    const index = visits.size;
    const visit = { schema, children: contained(schema), index, next: 0, low: index, isOpen: true };
    visits.set(schema, visit);
    stack.push(visit);
    path.push(visit);
  };
  enter(start);
  for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
    const child = visit.children[visit.next];
    visit.next += 1;
    if (child !== undefined) {
      const known = visits.get(child);
      if (known === undefined) enter(child);
      else if (known.isOpen) visit.low = Math.min(visit.low, known.index);
      continue;
    }
    path.pop();
    const parent = path.at(-1);
    if (parent !== undefined) parent.low = Math.min(parent.low, visit.low);
    if (visit.low === visit.index) found.push(close(visit, stack));
  }
}

function close(first: Visit, stack: Visit[]): Schema[] {
  const group: Schema[] = [];
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    visit.isOpen = false;
    group.push(visit.schema);
    if (visit === first) break;
  }
  return group;
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
