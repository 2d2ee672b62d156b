import type { Base, Dead, Spot } from '../resolve/bundle.ts';
import { apparentKind } from './apparent-kind.ts';
import type { Building } from './building.ts';
import { linkContainer } from './container.ts';
import { descend } from './descend.ts';
import { nameOfKind, withArticle } from './kind-name.ts';
import { type PlainKind, Reference } from './kinds.ts';
import { kindOf, madeAt, madeBelow, remember } from './made.ts';
import { Node, type Raw } from './node.ts';
import { endPathItemChains } from './path-item-chains.ts';
import { baseOf, fail, placeOf } from './reference-edge.ts';
import { fits, visit } from './walk.ts';

/** What a reference leads to in one step: a node, another reference, or nothing. */
export type Resolution = Node | Dead;

/** Follows every reference, making the nodes that only references lead to, and puts the targets where the references stand. */
export function link(building: Building): void {
  building.isLinking = true;
  do followAll(building);
  while (reviveNamed(building));
  endPathItemChains(building.nodes);
  const holders = new Set<Node>();
  for (const reference of building.nodes.Reference)
    if (reference.owner !== undefined) holders.add(reference.owner);
  for (const node of holders) settle(node);
}

function followAll(building: Building): void {
  const { pending, deferred, uncounted } = building;
  let containers = 0;
  let references = 0;
  while (containers < deferred.length || references < pending.length) {
    const container = deferred[containers];
    if (container !== undefined) {
      linkContainer(building, container);
      containers += 1;
      continue;
    }
    const reference = pending[references];
    references += 1;
    if (reference === undefined) continue;
    follow(building, reference);
    if (!uncounted.has(reference)) count(reference);
  }
  deferred.length = 0;
  pending.length = 0;
}

/**
 * Makes references to an address pending again that a file read after them turned out to have as its `$self` or `$id`
 * (OpenAPI 3.2 §4.1.2.2), so that it does not matter which is met first.
 */
function reviveNamed({ bundle, nodes, pending, resolutions }: Building): boolean {
  if (bundle.documents.length === 1) return false;
  for (const reference of nodes.Reference) {
    const { address } = reference.fault ?? reference;
    if (address === undefined || !bundle.isNamed(address)) continue;
    pending.push(reference);
  }
  if (pending.length === 0) return false;
  for (const reference of pending) {
    for (const field of FAULT) reference[field] = undefined;
  }
  resolutions.clear();
  return true;
}

const FAULT = ['next', 'problem', 'reason', 'address', 'fault'] as const;

function count(reference: Reference): void {
  const { target } = reference;
  if (target === undefined) return;
  if (target.referrers.length === 0) target.referrers = [reference];
  // The list above is this module's own until the model is handed out.
  else (target.referrers as Reference[]).push(reference);
}

/** Follows a reference; most lead to a node in one step. */
function follow(building: Building, reference: Reference): void {
  if (isDecided(reference)) return;
  const next = look(building, reference);
  if (next instanceof Reference) followChain(building, reference);
  else decide(reference, next);
}

function isDecided({ target, problem }: Reference): boolean {
  return target !== undefined || problem !== undefined;
}

function decide(reference: Reference, end: Node | Dead): void {
  if (end instanceof Node) reference.target = end;
  else fail(reference, end);
}

/** Follows a chain of references to its end, and tells each of them what came of it. */
function followChain(building: Building, start: Reference): void {
  const chain = new Set<Reference>();
  let at = start;
  while (!isDecided(at)) {
    if (chain.has(at)) {
      fail(at, { problem: 'circular', reason: 'it leads back to itself' });
      break;
    }
    chain.add(at);
    const next = look(building, at);
    if (next instanceof Reference) {
      at.next = next;
      at = next;
    } else decide(at, next);
  }
  for (const reference of chain) {
    if (reference === at) continue;
    reference.target = at.target;
    reference.problem = at.problem;
    reference.reason = at.reason;
    if (at.problem !== undefined) reference.fault = at.fault ?? at;
  }
}

function look(building: Building, reference: Reference): Resolution {
  // A reference is only ever made for a kind of the table.
  const kind = reference.expected as PlainKind;
  const base = baseOf(building, reference);
  const resolutions = resolutionsOf(building, base, kind);
  const known = resolutions.get(reference.text);
  if (known !== undefined) return known;
  const found = building.bundle.find(base, reference.text);
  const resolution = found.problem === undefined ? nodeAt(building, found, kind, reference) : found;
  resolutions.set(reference.text, resolution);
  return resolution;
}

function resolutionsOf(
  { resolutions }: Building,
  base: Base,
  kind: PlainKind,
): Map<string, Resolution> {
  let byKind = resolutions.get(base);
  if (byKind === undefined) {
    byKind = new Map();
    resolutions.set(base, byKind);
  }
  let byText = byKind.get(kind);
  if (byText === undefined) {
    byText = new Map();
    byKind.set(kind, byText);
  }
  return byText;
}

/** The node or the reference at a place: the one that the walk made, or else one made now. */
function nodeAt(building: Building, spot: Spot, kind: PlainKind, reference: Reference): Resolution {
  const { document, steps, value } = spot;
  if (document === building.bundle.root) {
    const known = descend(building.api, steps);
    if (known !== undefined && kindOf(known) === kind) return known;
    if (known !== undefined && !isUsableAs(kindOf(known), kind))
      return mismatch(nameOfKind(kindOf(known)));
  }
  if (!fits(kind, value, building.api.version)) return mismatch(shapeOf(value));
  // What fits is an object, a boolean schema or the text of a 2.0 discriminator.
  const raw = value as Raw;
  const place = placeOf(spot);
  const made =
    madeAt(building.made, kind, raw, place) ??
    madeBelow(building.made, kind, { value: document.value, steps });
  if (made !== undefined) return made;
  const apparent = apparentKind(document.value, steps, raw);
  if (apparent !== undefined && !isUsableAs(apparent, kind)) return mismatch(nameOfKind(apparent));
  const node = visit(building, kind, value, { ...place, owner: reference.owner ?? building.api });
  if (node === undefined) return mismatch(shapeOf(value));
  remember(building.made, raw, node);
  if (node instanceof Reference) {
    // It is followed as a step of this chain, and is no use of its own as long as no node holds it.
    building.pending.pop();
    building.uncounted.add(node);
  }
  return node;
}

function mismatch(noun: string): Dead {
  return { problem: 'mismatch', reason: `${withArticle(noun)} stands there` };
}

function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return value === null ? 'null' : 'map';
  return typeof value === 'string' ? 'text' : typeof value;
}

/**
 * Whether what stands at a place can be used as another kind. What stands in `components.pathItems` can be used as a path
 * item and as a webhook, and headers look like parameters: many are written once and used as both.
 */
function isUsableAs(apparent: string, kind: PlainKind): boolean {
  if (apparent === kind) return true;
  if (apparent === 'PathItem' || apparent === 'Webhook')
    return kind === 'PathItem' || kind === 'Webhook';
  return apparent === 'Parameter' && kind === 'Header';
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
