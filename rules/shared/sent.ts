import {
  type Api,
  fact,
  inboundOperations,
  isSent,
  type Operation,
  type Parameter,
  type Schema,
} from 'specgate/rule';
import { schemaOf } from './asked-parameters.ts';
import { outboundOperations } from './outbound-operations.ts';
import { type Start, spread } from './spread.ts';
import { bodiesOf } from './written-schemas.ts';

/** The operations whose bodies lead to each schema are told by one of them, the first. */
const sending: (api: Api) => ReadonlyMap<Schema, Start> = fact((api: Api) =>
  sentBy(inboundOperations(api)),
);

/** The schemas of which clients send values with some operations, each with the first of these. */
export function sentBy(operations: readonly Operation[]): ReadonlyMap<Schema, Start> {
  const starts: Start[] = [];
  const enter = (parameter: Parameter, operation: Operation): void => {
    const schema = schemaOf(parameter);
    // Only what leads to properties is ever asked about.
    if (schema?.slots !== undefined) starts.push({ schema, operation });
  };
  for (const operation of operations) {
    for (const { schema } of bodiesOf(operation)) starts.push({ schema, operation });
    for (const parameter of operation.parameters) enter(parameter, operation);
    for (const { parameters } of operation.items)
      for (const parameter of parameters) enter(parameter, operation);
  }
  return spread(starts, 'readOnly');
}

/** The first operation with which clients send values of the schema. */
export function senderOf(schema: Schema): Operation | undefined {
  return sending(schema.api).get(schema)?.operation;
}

/** Whether clients send values of the schema, which has properties; in a description without operations, they may. */
export function isSentByClients(schema: Schema): boolean {
  if (!isSent(schema)) return false;
  if (senderOf(schema) !== undefined) return true;
  const { api } = schema;
  return inboundOperations(api).length === 0 && outboundOperations(api).length === 0;
}
