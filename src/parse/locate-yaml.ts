import type { Source } from '../source/source.ts';
import { itemsOf, Kind, keysOf, type Tape } from './tape.ts';
import { childNamed, childSpelled, forget, placesOf, type Wanted, wantedTree } from './wanted.ts';

interface Walk {
  readonly text: string;
  readonly tape: Tape;
}

const tapes = new WeakMap<Source, Tape>();

/** Lets a source find its places on a tape. What an alias or a merge key brings in stands where its anchor does. */
export function useTape(source: Source, tape: Tape): void {
  tapes.set(source, tape);
  const { text } = source;
  source.useLocator((pointers) => {
    const tree = wantedTree(pointers);
    locateNode({ text, tape }, 0, tree.root);
    return placesOf(tree);
  });
}

/** The tape of a source that was parsed as YAML. */
export function tapeOf(source: Source): Tape | undefined {
  return tapes.get(source);
}

function locateNode(walk: Walk, entry: number, wanted: Wanted): void {
  const { tape } = walk;
  forget(wanted);
  wanted.start = tape.starts[entry] ?? 0;
  wanted.end = tape.ends[entry] ?? 0;
  if (wanted.first === undefined) return;
  const target = tape.targets.get(entry) ?? entry;
  if (tape.kinds[target] === Kind.map) locateMembers(walk, target, wanted);
  else if (tape.kinds[target] === Kind.list) locateItems(walk, target, wanted);
}

function locateItems(walk: Walk, list: number, parent: Wanted): void {
  let index = 0;
  for (const item of itemsOf(walk.tape, list)) {
    const wanted = childNamed(parent, String(index));
    if (wanted !== undefined) locateNode(walk, item, wanted);
    index += 1;
  }
}

/** Merged maps come first, in the order of rising rank, so that what counts more is found later and stays. */
function locateMembers(walk: Walk, map: number, parent: Wanted): void {
  const { tape } = walk;
  for (const key of tape.merging.has(map) ? keysOf(tape, map) : []) {
    if (tape.kinds[key] === Kind.merge) locateMerged(walk, key + 1, parent);
  }
  for (const key of keysOf(tape, map)) {
    if (tape.kinds[key] === Kind.merge) continue;
    const wanted = childAt(walk, key, parent);
    if (wanted === undefined) continue;
    wanted.keyStart = tape.starts[key] ?? 0;
    wanted.keyEnd = tape.ends[key] ?? 0;
    locateNode(walk, key + 1, wanted);
  }
}

function childAt({ tape, text }: Walk, key: number, parent: Wanted): Wanted | undefined {
  const name = tape.names.get(key);
  if (name !== undefined) return childNamed(parent, name);
  const quote = tape.kinds[key] === Kind.quoted ? 1 : 0;
  const start = tape.starts[key] ?? 0;
  const end = tape.ends[key] ?? 0;
  return childSpelled(parent, text, start + quote, end - quote);
}

function locateMerged(walk: Walk, source: number, parent: Wanted): void {
  const { tape } = walk;
  const target = tape.targets.get(source) ?? source;
  if (tape.kinds[target] === Kind.map) locateMembers(walk, target, parent);
  else if (tape.kinds[target] === Kind.list) {
    for (const item of itemsOf(tape, target).reverse()) locateMerged(walk, item, parent);
  }
}
