import type { Span } from '../source/range.ts';
import type { Locator } from '../source/source.ts';
import { Kind, keysOf, keyText, type Tape } from './tape.ts';
import { forgetBelow, placesOf, type Wanted, wantedTree } from './wanted.ts';

interface Walk {
  readonly text: string;
  readonly tape: Tape;
}

/** Finds places by walking a tape. What an alias or a merge key brings in stands where its anchor does. */
export function yamlLocator(text: string, tape: Tape): Locator {
  return (pointers) => {
    const tree = wantedTree(pointers);
    locateNode({ text, tape }, 0, tree.root, undefined);
    return placesOf(tree, pointers);
  };
}

function locateNode(walk: Walk, entry: number, node: Wanted, key: Span | undefined): void {
  const { tape } = walk;
  if (node.place !== undefined) forgetBelow(node);
  node.place = { key, value: spanOf(tape, entry) };
  if (node.children === undefined) return;
  const target = tape.targets.get(entry) ?? entry;
  if (tape.kinds[target] === Kind.map) locateMembers(walk, target, node.children);
  else if (tape.kinds[target] === Kind.list) locateItems(walk, target, node.children);
}

function spanOf(tape: Tape, entry: number): Span {
  return { start: tape.starts[entry] ?? 0, end: tape.ends[entry] ?? 0 };
}

function locateItems(walk: Walk, list: number, wanted: ReadonlyMap<string, Wanted>): void {
  const { tape } = walk;
  const end = tape.nexts[list] ?? 0;
  let index = 0;
  for (let item = list + 1; item < end; item = tape.nexts[item] ?? end) {
    const node = wanted.get(String(index));
    if (node !== undefined) locateNode(walk, item, node, undefined);
    index += 1;
  }
}

function locateMembers(walk: Walk, map: number, wanted: ReadonlyMap<string, Wanted>): void {
  const { tape } = walk;
  const merges: number[] = [];
  for (const key of keysOf(tape, map)) {
    if (tape.kinds[key] === Kind.merge) {
      merges.push(key + 1);
      continue;
    }
    const node = wanted.get(keyText(tape, walk.text, key));
    if (node !== undefined) locateNode(walk, key + 1, node, spanOf(tape, key));
  }
  for (const merge of merges.reverse()) locateMerged(walk, merge, wanted);
}

/** Looks in merged maps for what is still missing: explicit keys win, then the first of several maps. */
function locateMerged(walk: Walk, merge: number, wanted: ReadonlyMap<string, Wanted>): void {
  const { tape } = walk;
  const missing = new Map([...wanted].filter(([, node]) => node.place === undefined));
  if (missing.size === 0) return;
  const target = tape.targets.get(merge) ?? merge;
  if (tape.kinds[target] === Kind.map) locateMembers(walk, target, missing);
  if (tape.kinds[target] !== Kind.list) return;
  const end = tape.nexts[target] ?? 0;
  for (let item = target + 1; item < end; item = tape.nexts[item] ?? end) {
    locateMerged(walk, item, missing);
  }
}
