/** A question about a node whose answer is computed once and kept as long as the node. */
export function fact<N extends object, T>(compute: (node: N) => T): (node: N) => T {
  const answers = new WeakMap<N, Answer<T>>();
  return (node) => {
    // Most questions about a whole description are asked over and over: a plain map of its own is three times as fast.
    const own = (node as Remembering).answers;
    const store = own === undefined ? answers : (own as Map<unknown, Answer<T>>);
    const key = own === undefined ? node : compute;
    const known = store.get(key as N);
    if (known !== undefined) return known.value;
    const answer = { value: compute(node) };
    store.set(key as N, answer);
    return answer.value;
  };
}

interface Answer<T> {
  readonly value: T;
}

/** A description keeps the answers about itself, by question. */
interface Remembering {
  readonly answers?: Map<unknown, unknown>;
}
