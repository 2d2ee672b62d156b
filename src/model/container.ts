import type { Spot } from '../resolve/bundle.ts';
import { type Building, put } from './building.ts';
import { slotAt } from './descend.ts';
import type { PlainKind, Reference } from './kinds.ts';
import { kindOf, remember } from './made.ts';
import type { Node, Slot } from './node.ts';
import { baseOf, fail, placeOf, referenceIn } from './reference-edge.ts';
import { fillContainer } from './walk.ts';

/** A list or map for the whole of which a `$ref` stands. */
export interface Deferred {
  readonly reference: Reference;
  readonly kind: PlainKind;
  readonly many: 'list' | 'map';
  readonly owner: Node;
  readonly key: string;
}

/** Puts the list or map that a reference leads to where the reference stands, beside what is written there itself. */
export function linkContainer(building: Building, deferred: Deferred): void {
  const { reference, owner, key } = deferred;
  const spot = endOf(building, reference);
  const slot = spot === undefined ? undefined : containerAt(building, spot, deferred);
  if (slot === undefined) return;
  const own = owner.slots?.[key];
  if (own instanceof Map && slot instanceof Map) {
    for (const [name, node] of slot) if (!own.has(name)) own.set(name, node);
  } else put(owner, key, slot);
}

/** Follows a chain of references that stand for containers. */
function endOf(building: Building, reference: Reference): Spot | undefined {
  const { bundle } = building;
  const seen = new Set<unknown>();
  let base = baseOf(building, reference);
  let { text } = reference;
  for (;;) {
    const found = bundle.find(base, text);
    if (found.problem !== undefined) {
      fail(reference, found);
      return undefined;
    }
    if (seen.has(found.value)) {
      fail(reference, { problem: 'circular', reason: 'it leads back to itself' });
      return undefined;
    }
    seen.add(found.value);
    const further = referenceIn(found.value);
    if (further === undefined) return found;
    base = bundle.baseAt(placeOf(found));
    text = further;
  }
}

function containerAt(building: Building, spot: Spot, deferred: Deferred): Slot | undefined {
  const { document, steps, value } = spot;
  const { reference, kind, many, owner } = deferred;
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== (many === 'list')) {
    fail(reference, { problem: 'mismatch', reason: `no ${many} stands there` });
    return undefined;
  }
  if (document === building.bundle.root) {
    const walked = slotAt(building.api, steps);
    if (walked !== undefined && holdsKind(walked, kind)) return walked;
  }
  const known = building.containers.get(value);
  if (known !== undefined) return known;
  const made = fillContainer(building, kind, many, value, placeOf(spot), owner);
  const nodes = made instanceof Map || Array.isArray(made) ? made.values() : [];
  for (const node of nodes) rememberItem(building, value, node);
  return made;
}

/** So that a reference to one of the items finds it. */
function rememberItem({ made }: Building, container: object, node: Node): void {
  const raw: unknown = Reflect.get(container, node.key);
  if (typeof raw === 'object' && raw !== null) remember(made, raw, node);
}

function holdsKind(slot: Slot, kind: PlainKind): boolean {
  for (const item of slot instanceof Map ? slot.values() : (slot as readonly Node[])) {
    return kindOf(item) === kind;
  }
  return true;
}
