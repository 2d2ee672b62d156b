import { fact, inTextOrder, type Node, nameOf, Operation, type Response } from 'specgate/rule';

/** An operation that gives a response, and under which status. */
export interface ResponseUse {
  readonly status: string;
  readonly operation: Operation;
  /** The response where it is written in the operation, else the reference there. */
  readonly place: Node;
}

function nameOfUse({ status, operation }: ResponseUse): string {
  return `${nameOf(operation)} ${status}`;
}

/** Every use of a response; a shared one has several, one that nothing refers to has none. */
export const usesOfResponse: (response: Response) => readonly ResponseUse[] = fact(
  (response: Response) => {
    // Nearly all responses are used where they are written.
    if (response.referrers.length === 0) return useAt(response);
    const uses: ResponseUse[] = [];
    const seen = new Set<Node>();
    const queue: Node[] = [response];
    for (const place of queue) {
      if (seen.has(place)) continue;
      seen.add(place);
      uses.push(...useAt(place));
      queue.push(...place.referrers);
    }
    return inTextOrder(uses, nameOfUse);
  },
);

function useAt(place: Node): readonly ResponseUse[] {
  const { owner, key } = place;
  return owner instanceof Operation ? [{ status: String(key), operation: owner, place }] : NONE;
}

const NONE: readonly never[] = [];
