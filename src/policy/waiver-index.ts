import { Node } from '../model/node.ts';
import { escapeStep, type Pointer, pointerText } from '../source/pointer.ts';
import { covers } from './covers.ts';
import { prepareAll } from './place.ts';
import type { Placed } from './verdict.ts';
import { type Waiver, waiverKey } from './waiver.ts';

/** The waivers of one rule by the places that they speak of, so that thousands of them and thousands of findings meet in time. */
export interface WaiverIndex {
  /** Waivers of one place hold together or not at all; in the order of their firsts. */
  readonly groups: readonly (readonly Waiver[])[];
  readonly byKey: ReadonlyMap<string, readonly number[]>;
  /** The files in which comments waive: there, lines are asked for. */
  readonly commented: ReadonlySet<string>;
}

export function indexOf(waivers: readonly Waiver[]): WaiverIndex {
  const groups: Waiver[][] = [];
  const byScope = new Map<string, number>();
  const byKey = new Map<string, number[]>();
  const commented = new Set<string>();
  const note = (key: string, group: number) => {
    const list = byKey.get(key);
    if (list === undefined) byKey.set(key, [group]);
    else list.push(group);
  };
  for (const waiver of waivers) {
    const { scope } = waiver;
    const key = keyOf(waiver);
    if (scope.by === 'line') commented.add(scope.source.uri);
    let index = scope.by === 'config' ? undefined : byScope.get(key);
    if (index === undefined) {
      index = groups.length;
      groups.push([]);
      byScope.set(key, index);
      note(key, index);
    }
    groups[index]?.push(waiver);
    note(waiverKey(waiver), index);
  }
  return { groups, byKey, commented };
}

/** The groups that cover a finding in the file at `path`. */
export function coveringIn(
  { groups, byKey, commented }: WaiverIndex,
  result: Placed,
  path: string,
): readonly (readonly Waiver[])[] {
  const { finding, location } = result;
  const found = new Set<number>();
  const look = (key: string) => {
    for (const group of byKey.get(key) ?? []) found.add(group);
  };
  look(lineKey(location.source.uri, location.range.start.line));
  for (const text of textsTo(finding.at).values()) look(`config ${text}`);
  if (finding.settled === undefined) lookAbove(finding.at, { look, commented, seen: new Set() });
  else for (const key of finding.settled.waivedBy) look(key);
  return [...found]
    .sort((a, b) => a - b)
    .map((index) => groups[index] ?? [])
    .filter(([first]) => first !== undefined && covers(first, result, path));
}

/** Comments wave through what is below a line: the lines of all places above the findings are found at once. */
export function locateAbove(
  results: readonly Placed[],
  indexes: ReadonlyMap<string, WaiverIndex>,
): void {
  const asked: Pointer[] = [];
  for (const { finding } of results) {
    const index = finding.settled === undefined ? indexes.get(finding.rule.id) : undefined;
    if (index !== undefined && index.commented.size > 0) asked.push(finding.at);
  }
  const above = new Set<Pointer>();
  for (const place of asked) {
    for (let at: Pointer | undefined = place; at?.parent !== undefined; at = at.parent) {
      if (above.has(at)) break;
      above.add(at);
      if (at instanceof Node) for (const reference of at.referrers) asked.push(reference.place);
    }
  }
  prepareAll([...above]);
}

interface Looking {
  readonly look: (key: string) => void;
  readonly commented: ReadonlySet<string>;
  readonly seen: Set<Pointer>;
}

/** What may cover a place stands at it, above it, or does so for the first of the references to what is above. */
function lookAbove(place: Pointer, looking: Looking): void {
  const { look, commented, seen } = looking;
  for (const [at, text] of textsTo(place)) {
    const { uri } = at.source;
    look(`place ${uri} ${text}`);
    if (at.parent !== undefined && commented.has(uri))
      look(lineKey(uri, at.source.locate(at).start.line));
    const first = at instanceof Node && !seen.has(at) ? at.referrers[0] : undefined;
    if (first === undefined) continue;
    seen.add(at);
    lookAbove(first.place, looking);
  }
}

/** The place and all above it, each with its JSON Pointer. */
function textsTo(place: Pointer): ReadonlyMap<Pointer, string> {
  const above: Pointer[] = [];
  for (let at: Pointer | undefined = place; at !== undefined; at = at.parent) above.push(at);
  const texts = new Map<Pointer, string>();
  let text = '#';
  for (const at of above.reverse()) {
    if (at.parent !== undefined) text += `/${escapeStep(at.key)}`;
    texts.set(at, text);
  }
  return texts;
}

function keyOf({ scope }: Waiver): string {
  if (scope.by === 'line') return lineKey(scope.source.uri, scope.line);
  if (scope.by === 'place') return `place ${scope.at.source.uri} ${pointerText(scope.at)}`;
  const { pointer = '#' } = scope;
  const start = pointer.startsWith('#') ? pointer : `#${pointer}`;
  return `config ${start.endsWith('/') ? start.slice(0, -1) : start}`;
}

function lineKey(uri: string, line: number): string {
  return `line ${uri} ${line}`;
}
