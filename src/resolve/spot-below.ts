import type { Base, Dead, Spot } from './bundle.ts';
import { load } from './load.ts';
import { nearestKey } from './nearest-key.ts';
import type { Entry, Opening } from './opening.ts';
import { percentDecode, pointerSteps, splitReference, textAt, valueAt } from './reference.ts';

/** How many references may still be followed on the way to what one names. */
interface Budget {
  left: number;
}

const MOST_ON_THE_WAY = 100;

/** Where the text of a reference leads: one step, although another reference may stand there. */
export function find(
  opening: Opening,
  base: Base,
  text: string,
  budget: Budget = { left: MOST_ON_THE_WAY },
): Spot | Dead {
  const { uri, fragment } = splitReference(text);
  const there = uri === '' ? base : load(opening, base, uri);
  return there.problem === undefined ? spotBelow(opening, there, fragment, budget) : there;
}

/** What a fragment names in a resource: a JSON Pointer or an anchor. */
function spotBelow(opening: Opening, base: Base, fragment: string, budget: Budget): Spot | Dead {
  if (fragment === '') return base;
  const entry = opening.entries.get(base.document.source);
  const steps = pointerSteps(fragment);
  if (steps === undefined) return spotCalled(opening, base, entry, fragment);
  const value = valueAt(base.value, steps);
  if (value !== undefined)
    return { document: base.document, steps: [...base.steps, ...steps], value };
  // JSON Schema says that a pointer starts at the schema with the `$id`; many authors start at the document all the same.
  const whole = entry?.whole ?? base;
  const byDocument = whole === base ? undefined : valueAt(whole.value, steps);
  if (byDocument !== undefined) return { document: base.document, steps, value: byDocument };
  const beyond = spotBeyond(opening, base, steps, budget);
  return beyond ?? { problem: 'unresolved', reason: missing(opening, base, steps) };
}

/**
 * What a pointer names through a reference that stands on the way. The draft that 2.0 and 3.0 refer to lets tools replace a
 * reference by its target, most do so in all versions, and many split descriptions depend on it.
 */
function spotBeyond(
  opening: Opening,
  base: Base,
  steps: readonly string[],
  budget: Budget,
): Spot | undefined {
  let [at, rest]: [Spot, readonly string[]] = [base, steps];
  for (;;) {
    const done = stepsUntilReference(at.value, rest);
    const value = valueAt(at.value, rest.slice(0, done));
    at = { document: at.document, steps: [...at.steps, ...rest.slice(0, done)], value };
    if (done === rest.length) return value === undefined ? undefined : at;
    const text = textAt(value, '$ref');
    const entry = opening.entries.get(at.document.source);
    if (text === undefined || entry === undefined || budget.left === 0) return undefined;
    budget.left -= 1;
    const next = find(opening, innermost(entry, at.steps), text, budget);
    if (next.problem !== undefined) return undefined;
    [at, rest] = [next, rest.slice(done)];
  }
}

/** How many of the steps lead somewhere. */
function stepsUntilReference(value: unknown, steps: readonly string[]): number {
  let at = value;
  for (const [index, step] of steps.entries()) {
    at = valueAt(at, [step]);
    if (at === undefined) return index;
  }
  return steps.length;
}

/** The smallest schema with an `$id` that holds the place, or the whole document. */
export function innermost({ whole, embedded }: Entry, steps: Iterable<string | number>): Base {
  if (embedded.size === 0) return whole;
  let base = whole;
  let value = whole.value;
  for (const step of steps) {
    value = valueAt(value, [String(step)]);
    if (typeof value !== 'object' || value === null) break;
    base = embedded.get(value) ?? base;
  }
  return base;
}

function spotCalled(
  opening: Opening,
  base: Base,
  entry: Entry | undefined,
  fragment: string,
): Spot | Dead {
  const name = percentDecode(fragment);
  if (name === undefined || name.startsWith('/')) {
    return { problem: 'malformed', reason: `"#${fragment}" is not a JSON Pointer` };
  }
  const spot =
    base.anchors.get(name) ?? entry?.anchors.get(name) ?? opening.dynamicAnchors.get(name);
  return spot ?? { problem: 'unresolved', reason: `nothing is called "#${name}"` };
}

/** Which of the steps leads nowhere, and what may have been meant. */
function missing(opening: Opening, base: Base, steps: readonly string[]): string {
  let holder = base.value;
  for (const step of steps) {
    const next = valueAt(holder, [step]);
    if (next !== undefined) {
      holder = next;
      continue;
    }
    if (typeof holder !== 'object' || holder === null) break;
    if (Object.hasOwn(holder, '$ref')) return `a reference stands on the way to "${step}"`;
    opening.hints -= 1;
    const near = opening.hints >= 0 ? nearestKey(holder, step) : undefined;
    return `there is no "${step}"${near === undefined ? '' : `, but there is "${near}"`}`;
  }
  return 'nothing stands there';
}
