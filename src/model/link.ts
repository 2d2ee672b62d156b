import type { Document } from '../parse/parse.ts';
import type { ReferenceProblem } from '../resolve/bundle.ts';
import { pointerSteps, splitReference, valueAt } from '../resolve/reference.ts';
import { below, type Pointer, rootPointer } from '../source/pointer.ts';
import type { Source } from '../source/source.ts';
import { type Building, visit } from './build.ts';
import type { PlainKind } from './kinds.ts';
import { Reference } from './kinds.ts';
import type { Node, Raw } from './node.ts';

/** Where a reference leads, or why nowhere. */
export type Resolution =
  | { readonly target: Node; readonly problem?: undefined }
  | { readonly target?: undefined; readonly problem: ReferenceProblem; readonly reason: string };

/** A value at the end of a reference, with its place. */
interface End {
  readonly document: Document;
  readonly steps: readonly string[];
  readonly value: unknown;
}

type Found = End | { readonly problem: ReferenceProblem; readonly reason: string };

/** Follows every reference, making the nodes that only references lead to, and puts the targets where the references stand. */
export function link(building: Building): void {
  const { pending } = building;
  for (let at = 0; at < pending.length; at += 1) {
    const reference = pending[at];
    if (reference !== undefined && reference.problem === undefined) follow(building, reference);
  }
  const holders = new Set<Node>();
  for (const reference of building.nodes.Reference)
    if (reference.owner !== undefined) holders.add(reference.owner);
  for (const node of holders) settle(node);
}

function follow(building: Building, reference: Reference): void {
  // A reference is only ever made for a kind of the table.
  const kind = reference.expected as PlainKind;
  const key = `${reference.base.uri}\n${kind}\n${reference.text}`;
  let resolution = building.resolutions.get(key);
  if (resolution === undefined) {
    resolution = resolveText(building, reference, kind);
    building.resolutions.set(key, resolution);
  }
  if (resolution.target === undefined) {
    reference.problem = resolution.problem;
    reference.reason = resolution.reason;
    return;
  }
  const { target } = resolution;
  reference.target = target;
  if (target.referrers.length === 0) target.referrers = [reference];
  // The list above is this module's own until the model is handed out.
  else (target.referrers as Reference[]).push(reference);
}

function resolveText(building: Building, reference: Reference, kind: PlainKind): Resolution {
  const found = endOf(building, reference.base, reference.text);
  if ('problem' in found) return found;
  const node = nodeAt(building, found, kind, reference);
  if (node === undefined) return { problem: 'mismatch', reason: `no ${kind} stands there` };
  if (node.kind !== kind)
    return { problem: 'mismatch', reason: `a ${node.kind} stands there, not a ${kind}` };
  return { target: node };
}

/** Follows a reference that stands for a whole list or map. */
export function followContainer(
  building: Building,
  reference: Reference,
): { readonly value: object; readonly place: Pointer } | undefined {
  const found = endOf(building, reference.base, reference.text);
  if ('problem' in found) {
    reference.problem = found.problem;
    reference.reason = found.reason;
    return undefined;
  }
  const { document, steps, value } = found;
  if (typeof value === 'object' && value !== null) {
    return { value, place: below(rootPointer(document.source), ...steps) };
  }
  reference.problem = 'mismatch';
  reference.reason = 'no list or map stands there';
  return undefined;
}

/** The end of the chain of references that begins with a text. */
function endOf(building: Building, source: Source, text: string): Found {
  const seen = new Set<string>();
  let from = source;
  let next = text;
  for (;;) {
    const found = step(building, from, next);
    if ('problem' in found) return found;
    const place = `${found.document.source.uri}#${found.steps.join('/')}`;
    if (seen.has(place)) return { problem: 'circular', reason: 'it leads back to itself' };
    seen.add(place);
    const further = onlyReference(found.value);
    if (further === undefined) return found;
    from = found.document.source;
    next = further;
  }
}

/** The text of a value that is nothing but a reference. */
function onlyReference(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '$ref'))
    return undefined;
  const { $ref } = value as Raw;
  return typeof $ref === 'string' && Object.keys(value).length === 1 ? $ref : undefined;
}

/** One step along a reference. */
function step(building: Building, source: Source, text: string): Found {
  const { uri, fragment } = splitReference(text);
  const here = documentOf(building, source);
  const there = uri === '' ? { document: here } : building.bundle.find(here, uri);
  if (there.document === undefined) return there;
  const steps = pointerSteps(fragment);
  if (steps === undefined)
    return { problem: 'malformed', reason: `"#${fragment}" is not a JSON Pointer` };
  const value = valueAt(there.document.value, steps);
  if (value === undefined) return { problem: 'unresolved', reason: 'nothing stands there' };
  return { document: there.document, steps, value };
}

function documentOf(building: Building, source: Source): Document {
  const { documents, root } = building.bundle;
  return documents.find((document) => document.source === source) ?? root;
}

/** The node at a place: the one that the walk made, or else one made now. */
function nodeAt(
  building: Building,
  end: End,
  kind: PlainKind,
  reference: Reference,
): Node | undefined {
  const { document, steps, value } = end;
  if (document === building.bundle.root) {
    const known = descend(building.api, steps);
    if (known !== undefined && !isOtherItem(known, kind)) return known;
  }
  const name = `${kind} ${document.source.uri}#${steps.join('\n')}`;
  const made = building.targets.get(name);
  if (made !== undefined) return made;
  const { parent, key } = below(rootPointer(document.source), ...steps);
  const owner = reference.owner ?? building.api;
  const node = visit(building, kind, value, { source: document.source, parent, key, owner });
  if (node === undefined) return undefined;
  building.targets.set(name, node);
  return node;
}

/** A path item and a webhook look alike; what stands in `components.pathItems` can be used as either. */
function isOtherItem(node: Node, kind: PlainKind): boolean {
  return (
    (node.kind === 'PathItem' && kind === 'Webhook') ||
    (node.kind === 'Webhook' && kind === 'PathItem')
  );
}

/** The node that the walk made at the end of these steps. */
function descend(start: Node, steps: readonly string[]): Node | undefined {
  let node: Node | undefined = start;
  let at = 0;
  while (at < steps.length) {
    if (node === undefined || node instanceof Reference) return undefined;
    const slot: unknown = node.slots?.[steps[at] ?? ''];
    const next: unknown = steps[at + 1];
    if (slot instanceof Map) node = slot.get(next);
    else if (Array.isArray(slot)) node = slot.find((item: Node) => String(item.key) === next);
    else {
      node = slot as Node | undefined;
      at += 1;
      continue;
    }
    at += 2;
  }
  return at === steps.length && !(node instanceof Reference) ? node : undefined;
}

/** Replaces each reference in a node's slots by what it leads to; what leads nowhere is gone. */
function settle(node: Node): void {
  const { slots } = node;
  if (slots === undefined) return;
  for (const name in slots) {
    const slot = slots[name];
    if (slot instanceof Reference) {
      if (slot.target === undefined) delete slots[name];
      else slots[name] = slot.target;
    } else if (slot instanceof Map) settleMap(slot);
    else if (Array.isArray(slot) && slot.some((item) => item instanceof Reference))
      settleList(slot);
  }
}

function settleMap(entries: Map<string, Node>): void {
  for (const [key, node] of entries) {
    if (!(node instanceof Reference)) continue;
    if (node.target === undefined) entries.delete(key);
    else entries.set(key, node.target);
  }
}

function settleList(items: Node[]): void {
  let kept = 0;
  for (const item of items) {
    const node = item instanceof Reference ? item.target : item;
    if (node === undefined) continue;
    items[kept] = node;
    kept += 1;
  }
  items.length = kept;
}
