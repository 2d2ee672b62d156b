import {
  type Api,
  fact,
  inboundOperations,
  type Operation,
  operationsInOrder,
} from 'specgate/rule';

/** The operations by which the API calls others: those of webhooks, and of callbacks, theirs included. */
export const outboundOperations: (api: Api) => readonly Operation[] = fact((api: Api) => {
  const found = new Set<Operation>();
  for (const webhook of api.webhooks.values())
    for (const operation of webhook.operations) found.add(operation);
  for (const operation of inboundOperations(api)) addCallbacks(operation, found);
  // A set goes on over what is added meanwhile: callbacks of callbacks.
  for (const operation of found) addCallbacks(operation, found);
  return operationsInOrder(found);
});

function addCallbacks(operation: Operation, found: Set<Operation>): void {
  for (const callback of operation.callbacks.values()) {
    for (const item of callback.pathItems.values())
      for (const called of item.operations) found.add(called);
  }
}
