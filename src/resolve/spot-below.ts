import type { Base, Dead, Spot } from './bundle.ts';
import { nearestKey } from './nearest-key.ts';
import type { Entry, Opening } from './opening.ts';
import { percentDecode, pointerSteps, valueAt } from './reference.ts';

/** What a fragment names in a resource: a JSON Pointer or an anchor. */
export function spotBelow(opening: Opening, base: Base, fragment: string): Spot | Dead {
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
  return { problem: 'unresolved', reason: missing(opening, base, steps) };
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
