import {
  type Api,
  type Callback,
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
  const callbacks = new Set<Callback>();
  const add = ({ callbacks: own }: Operation) => {
    for (const callback of own.values()) callbacks.add(callback);
  };
  for (const operation of found) add(operation);
  for (const operation of inboundOperations(api)) add(operation);
  // A set goes on over what is added meanwhile: callbacks of callbacks.
  for (const callback of callbacks) {
    for (const item of callback.pathItems.values())
      for (const called of item.operations) {
        found.add(called);
        add(called);
      }
  }
  return operationsInOrder(found);
});
