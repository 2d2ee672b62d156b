/** A question about a node whose answer is computed once and kept as long as the node. */
export function fact<N extends object, T>(compute: (node: N) => T): (node: N) => T {
  const answers = new WeakMap<N, { readonly value: T }>();
  return (node) => {
    const known = answers.get(node);
    if (known !== undefined) return known.value;
    const value = compute(node);
    answers.set(node, { value });
    return value;
  };
}
