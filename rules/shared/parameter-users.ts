import {
  fact,
  type Node,
  Operation,
  operationsInOrder,
  type Parameter,
  PathItem,
  Webhook,
} from 'specgate/rule';

/** The operations in whose requests a parameter travels, shared definitions followed back to their users. */
export const usersOfParameter: (parameter: Parameter) => readonly Operation[] = fact(
  (parameter: Parameter) => {
    const holders: readonly (Node | undefined)[] = [
      parameter.owner,
      ...parameter.referrers.map((reference) => reference.owner),
    ];
    const operations = holders.flatMap((holder) => {
      if (holder instanceof Operation) return [holder];
      return holder instanceof PathItem || holder instanceof Webhook ? holder.operations : [];
    });
    return operationsInOrder(new Set(operations));
  },
);
