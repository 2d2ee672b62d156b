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
    const uses: ResponseUse[] = [];
    const seen = new Set<Node>();
    const queue: Node[] = [response];
    for (const place of queue) {
      if (seen.has(place)) continue;
      seen.add(place);
      const { owner } = place;
      if (owner instanceof Operation)
        uses.push({ status: String(place.key), operation: owner, place });
      queue.push(...place.referrers);
    }
    return inTextOrder(uses, nameOfUse);
  },
);
