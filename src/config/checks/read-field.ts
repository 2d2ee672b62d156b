import { FIELDS, type FieldTable } from '../../model/fields.ts';
import type { Kind } from '../../model/kinds.ts';
import { Node } from '../../model/node.ts';
import type { Pointer } from '../../source/pointer.ts';

/** The steps of a field as it is written: `content/application~1json` is two. */
export function stepsOfField(field: string): readonly string[] {
  return field.split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What stands at a field of a value, references followed; undefined where nothing does. */
export function readField(value: unknown, steps: readonly string[]): unknown {
  let at = value;
  for (const step of steps) at = readStep(at, step);
  return at;
}

function readStep(value: unknown, step: string): unknown {
  if (value instanceof Map) return value.get(step);
  if (value instanceof Node) return readOfNode(value, step);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return Reflect.get(value, step);
}

function readOfNode(node: Node, step: string): unknown {
  if (step === 'parameters' && node.kind === 'Operation') return Reflect.get(node, 'allParameters');
  const isField =
    Object.hasOwn(fieldsOf(node.kind) ?? {}, step) || DERIVED[node.kind]?.includes(step);
  if (!isField || step === 'kind' || step === 'parent')
    return node.has(step) ? node.raw[step] : undefined;
  const found: unknown = Reflect.get(node, step);
  // An absent list or map reads as an empty one.
  return sizeOf(found) === 0 && !node.has(step) ? undefined : found;
}

/** Fields that the model makes of others. */
const DERIVED: { readonly [K in Kind]?: readonly string[] } = {
  Extension: ['name', 'value'],
  MediaType: ['name'],
  OAuthFlow: ['flow', 'scopeNames'],
  SecurityScheme: ['id'],
};

/** How many entries a list, a map or an object has; undefined for anything else. */
export function sizeOf(value: unknown): number | undefined {
  return entriesOf(value)?.length;
}

/** The entries of a list, a map or an object; undefined for anything else. */
export function entriesOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value.values()];
  if (typeof value !== 'object' || value === null || value instanceof Node) return undefined;
  return Object.values(value);
}

/** Where a field of a node stands, or would stand; behind a reference, where that leads. */
export function placeOfField(node: Node, steps: readonly string[]): Pointer {
  let holder = node;
  let value: unknown = node;
  let rest: string[] = [];
  for (const step of steps) {
    value = readStep(value, step);
    rest.push(step);
    if (!(value instanceof Node)) continue;
    holder = value;
    rest = [];
  }
  const [first, ...more] = rest;
  return first === undefined ? holder : holder.at(first, ...more);
}

function fieldsOf(kind: Kind): FieldTable | undefined {
  const tables: { readonly [kind: string]: FieldTable } = FIELDS;
  return Object.hasOwn(tables, kind) ? tables[kind] : undefined;
}

/** What is known of the values at a field of a kind: the kind of the nodes there, or a word that is no field. */
export interface FieldKind {
  /** Undefined for plain values. */
  readonly kind?: Kind;
  readonly unknown?: { readonly step: string; readonly known: readonly string[] };
}

/** Follows a field through the kinds; steps through a map or a list stay with the kind of its entries. */
export function kindOfField(kind: Kind | undefined, steps: readonly string[]): FieldKind {
  let at = kind;
  let isMany = false;
  for (const step of steps) {
    if (at === undefined) return {};
    if (isMany) {
      isMany = false;
      continue;
    }
    const table = fieldsOf(at) ?? {};
    const known = [...Object.keys(table), ...(DERIVED[at] ?? [])];
    if (step.startsWith('x-') || table['*'] !== undefined) return {};
    if (!known.includes(step)) return { unknown: { step, known } };
    const field = table[step];
    // The table's kinds are those of the model.
    at = field !== undefined && 'child' in field ? (field.child as Kind) : undefined;
    isMany = field !== undefined && 'many' in field && field.many !== 'one';
  }
  return at === undefined ? {} : { kind: at };
}
