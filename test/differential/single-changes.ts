/** A document with one change, and what was changed. */
export interface Changed {
  readonly what: string;
  /** The keys that lead to the change. */
  readonly steps: readonly string[];
  readonly value: unknown;
}

const VALUES: readonly unknown[] = [null, 'x', 5, -1, true, [], {}, ['x'], { $ref: '#/nowhere' }];

/** Fields that only some versions have, or only some objects. */
const STRANGERS: readonly (readonly [field: string, value: unknown])[] = [
  ['requestBody', { content: {} }],
  ['servers', [{ url: 'https://a.example' }]],
  ['content', { 'text/plain': {} }],
  ['schema', { type: 'string' }],
  ['type', 'string'],
  ['collectionFormat', 'multi'],
  ['flows', {}],
  ['scheme', 'basic'],
  ['tokenUrl', 'https://a.example'],
  ['style', 'form'],
  ['summary', 'short'],
  ['mediaTypes', {}],
];

/**
 * One change in `every`, chosen by a fixed sequence: a key taken away, a value of another kind, a key that is unknown or
 * belongs elsewhere.
 */
export function* singleChanges(root: object, chance: (of: number) => boolean, every: number) {
  for (const steps of stepsIn(root, [])) {
    if (chance(every)) yield changed(root, steps, 'without', takeAway);
    for (const value of VALUES) {
      if (!chance(every)) continue;
      yield changed(root, steps, JSON.stringify(value), (holder, key) =>
        Reflect.set(holder, key, value),
      );
    }
    if (chance(every)) yield changed(root, steps, 'with an unknown key', add('zzz', 1));
    for (const [field, value] of STRANGERS) {
      if (chance(every)) yield changed(root, steps, `with ${field}`, add(field, value));
    }
  }
}

/** A sequence that is the same in every run (the constants are those of glibc's `rand`). */
export function fixedSequence(seed: number): (of: number) => boolean {
  let state = seed;
  return (of) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    // The low bits of such a sequence repeat soon.
    return (state >> 8) % of === 0;
  };
}

function* stepsIn(value: unknown, steps: readonly string[]): Iterable<readonly string[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    yield [...steps, key];
    yield* stepsIn(item, [...steps, key]);
  }
}

function changed(
  root: object,
  steps: readonly string[],
  how: string,
  change: (holder: object, key: string) => void,
): Changed {
  const value = structuredClone(root);
  let holder: object = value;
  for (const step of steps.slice(0, -1)) holder = Reflect.get(holder, step);
  change(holder, steps.at(-1) ?? '');
  return { what: `${steps.join('/')} ${how}`, steps, value };
}

function takeAway(holder: object, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
}

function add(field: string, added: unknown): (holder: object, key: string) => void {
  return (holder, key) => {
    const value: unknown = Reflect.get(holder, key);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      Reflect.set(value, field, added);
  };
}
