/** The strongly connected components of a graph: Tarjan's algorithm, without recursion. */
export function componentsOf<N>(
  nodes: Iterable<N>,
  after: (node: N) => Iterable<N>,
): readonly (readonly N[])[] {
  const found: N[][] = [];
  const visits = new Map<N, Visit<N>>();
  const open: Visit<N>[] = [];
  const path: Visit<N>[] = [];
  const enter = (node: N): void => {
    const index = visits.size;
    const rest = after(node)[Symbol.iterator]();
    const visit = { node, index, rest, low: index, isOpen: true };
    visits.set(node, visit);
    open.push(visit);
    path.push(visit);
  };
  for (const start of nodes) {
    if (!visits.has(start)) enter(start);
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const step = visit.rest.next();
      if (step.done !== true) {
        const known = visits.get(step.value);
        if (known === undefined) enter(step.value);
        else if (known.isOpen) visit.low = Math.min(visit.low, known.index);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) parent.low = Math.min(parent.low, visit.low);
      if (visit.low === visit.index) found.push(close(visit, open));
    }
  }
  return found;
}

interface Visit<N> {
  readonly node: N;
  readonly index: number;
  readonly rest: Iterator<N>;
  low: number;
  isOpen: boolean;
}

/** Takes the component that a visit began off the stack. */
function close<N>(first: Visit<N>, open: Visit<N>[]): N[] {
  const group: N[] = [];
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    visit.isOpen = false;
    group.push(visit.node);
    if (visit === first) break;
  }
  return group;
}
