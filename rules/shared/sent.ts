import { type Api, fact, inboundOperations, type Operation, type Schema } from 'specgate/rule';
import { schemaOf } from './asked-parameters.ts';
import { outboundOperations } from './outbound-operations.ts';
import { type Reached, type Start, spread } from './spread.ts';
import { bodiesOf } from './written-schemas.ts';

/** The operations whose bodies lead to each schema are told by one of them, the first. */
const sending: (api: Api) => ReadonlyMap<Schema, Reached> = fact((api: Api) => {
  const starts: Start[] = [];
  for (const operation of inboundOperations(api)) {
    for (const { schema } of bodiesOf(operation)) starts.push({ schema, bits: 1, operation });
    for (const parameter of operation.allParameters) {
      starts.push({ schema: schemaOf(parameter), bits: 1, operation });
    }
  }
  return spread(starts, 'readOnly');
});

/** The first operation with which clients send values of the schema. */
export function senderOf(schema: Schema): Operation | undefined {
  return sending(schema.api).get(schema)?.operation;
}

/** Whether clients send values of the schema; in a description without operations, they may. */
export function isSentByClients(schema: Schema): boolean {
  if (senderOf(schema) !== undefined) return true;
  const { api } = schema;
  return inboundOperations(api).length === 0 && outboundOperations(api).length === 0;
}
