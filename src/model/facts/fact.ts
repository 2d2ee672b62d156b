/** What was asked about a node, and the answer; a list, since a node is asked a handful of questions. */
export interface Answer {
  readonly question: unknown;
  readonly value: unknown;
  next: Answer | null;
}

/** A question about a node whose answer is computed once and kept as long as the node. */
export function fact<N extends object, T>(compute: (node: N) => T): (node: N) => T {
  const elsewhere = new WeakMap<N, Answer>();
  return (node) => {
    // A list on the node itself is several times as fast as a map of all nodes.
    const own = (node as Remembering).answers;
    let answer = own === undefined ? (elsewhere.get(node) ?? null) : own;
    while (answer !== null && answer.question !== compute) answer = answer.next;
    // What is kept under a question is what the question gave.
    if (answer !== null) return answer.value as T;
    const value = compute(node);
    const added = { question: compute, value, next: null };
    if (own === undefined) elsewhere.set(node, added);
    else keep(node as Remembering, added);
    return value;
  };
}

/** Adds an answer after those that were given meanwhile. */
function keep(node: Remembering, added: Answer): void {
  let last = node.answers ?? null;
  if (last === null) {
    node.answers = added;
    return;
  }
  while (last.next !== null) last = last.next;
  last.next = added;
}

/** A node keeps the answers about itself; null as long as there is none. */
interface Remembering {
  answers?: Answer | null;
}
