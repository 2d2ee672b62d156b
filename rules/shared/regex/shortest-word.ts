import type { Meter } from './meter.ts';

/** Where several heads are, and a note about the way they came. */
export interface Node {
  readonly tuple: readonly number[];
  readonly flag: number;
}

/** A node that is reached by reading a letter. */
export interface Step {
  readonly node: Node;
  readonly letter: number;
}

/** The shortest word of at least one letter to a node that is meant, breadth first. */
export function shortestWord(
  start: Node,
  after: (node: Node) => Iterable<Step>,
  isMeant: (node: Node) => boolean,
  meter: Meter,
): readonly number[] | undefined {
  const seen = new Set<string>();
  const queue: { readonly node: Node; readonly word: Word | undefined }[] = [
    { node: start, word: undefined },
  ];
  for (let at = 0; at < queue.length && meter.left > 0; at += 1) {
    const entry = queue[at];
    if (entry === undefined) break;
    for (const { node, letter } of after(entry.node)) {
      const word: Word = { letter, before: entry.word };
      if (isMeant(node)) return spelled(word);
      const name = `${node.tuple.join()} ${node.flag}`;
      if (seen.has(name)) continue;
      seen.add(name);
      queue.push({ node, word });
    }
  }
  return undefined;
}

/** A word as a chain of letters, the last one first. */
interface Word {
  readonly letter: number;
  readonly before: Word | undefined;
}

function spelled(word: Word): readonly number[] {
  const letters: number[] = [];
  for (let at: Word | undefined = word; at !== undefined; at = at.before) letters.push(at.letter);
  return letters.reverse();
}
