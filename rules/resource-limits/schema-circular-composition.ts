import { defineRule, type Node, type Reference, Schema } from 'specgate/rule';
import { labelOf } from '../shared/label.ts';

export default defineRule({
  id: 'schema-circular-composition',
  title: 'Schema or reference includes itself with no way out',
  category: 'resource-limits',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-674', 'CWE-835', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'To judge a value one has to judge the same value by the same schema again, without end: validators, generators and gateways hang or crash.',
  fix: 'Break the circle: put what both need into a third schema, or refer only from a property or from `items`.',
  peers: {
    kics: ['general/schema_object_with_circular_ref'],
    '42crunch': ['*validation-reference-circular'],
    ibm: ['ibm-no-circular-refs'],
  },

  messages: {
    reference: 'The reference leads back to itself.',
    schema: 'By this reference, "{name}" includes itself.',
  },

  visit: {
    Reference(reference, { report }) {
      if (closesCircle(reference)) report(reference.place, 'reference');
    },
    Schema(schema, { report }) {
      if (!hasInPlace(schema)) return;
      const closing = closingOf(schema);
      if (closing !== undefined) report(closing, 'schema', { name: labelOf(schema) });
    },
  },
});

/** Whether a chain of references to schemas comes back to this one; those who lead into the circle are no part of it. */
function closesCircle(start: Reference): boolean {
  if (start.problem !== 'circular' || start.expected !== 'Schema') return false;
  // Of each circle, however large, there is one that does not blame another.
  if (start.fault === undefined) return true;
  let at = start.next;
  for (let steps = 0; at !== undefined && at !== start && steps < MOST; steps += 1) at = at.next;
  return at === start;
}

const ONES = ['not', 'if', 'then', 'else', '$ref'] as const;
const LISTS = ['allOf', 'oneOf', 'anyOf'] as const;

function hasInPlace({ slots }: Schema): boolean {
  if (slots === undefined) return false;
  for (const name in slots) if (IN_PLACE.has(name)) return true;
  return false;
}

const IN_PLACE = new Set<string>([...ONES, ...LISTS, 'dependentSchemas']);

/** The schemas that judge the same value as part of one. */
function inPlace({ slots }: Schema): readonly Schema[] {
  const found: unknown[] = ONES.map((name) => slots?.[name]);
  for (const name of LISTS) {
    const list = slots?.[name];
    if (Array.isArray(list)) found.push(...list);
  }
  const dependent = slots?.dependentSchemas;
  if (dependent instanceof Map) found.push(...dependent.values());
  return found.filter((schema) => schema instanceof Schema);
}

/** More schemas than this in one circle, or on the way to it, are not followed. */
const MOST = 5000;

/**
 * The reference that closes a circle of schemas at this one; undefined where there is no circle, or where it is told at
 * another of its members, the one whose place comes first.
 */
function closingOf(start: Schema): Node | Reference['place'] | undefined {
  const from = new Map<Schema, Schema>();
  const queue: Schema[] = [start];
  for (let at = 0; at < queue.length && queue.length < MOST; at += 1) {
    const schema = queue[at];
    if (schema === undefined) break;
    for (const next of inPlace(schema)) {
      if (next === start) return isFirst(start, schema, from) ? edge(schema, start) : undefined;
      if (from.has(next)) continue;
      from.set(next, schema);
      queue.push(next);
    }
  }
  return undefined;
}

/** Whether no other definition on the circle stands before it. */
function isFirst(start: Schema, last: Schema, from: ReadonlyMap<Schema, Schema>): boolean {
  const own = placeOf(start);
  for (let at: Schema | undefined = last; at !== undefined; at = from.get(at)) {
    if (at !== start && at.referrers.length > 0 && placeOf(at) < own) return false;
  }
  return start.referrers.length > 0;
}

function placeOf(schema: Schema): string {
  return `${schema.source.uri}${schema.pointer}`;
}

/** Where one schema takes in the other. */
function edge(from: Schema, to: Schema): Node | Reference['place'] {
  const reference = to.referrers.find(({ owner }) => owner === from);
  return reference?.place ?? from;
}
