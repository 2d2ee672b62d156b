import {
  type Api,
  fact,
  inboundOperations,
  type Operation,
  pathOf,
  type Schema,
} from 'specgate/rule';
import { isTemplated, literalsOf, segmentsOf } from './segments.ts';
import { tokensOf } from './words.ts';
import { bodiesOf, type Written, writtenSchemas } from './written-schemas.ts';

interface RecordWrites {
  /** Schemas of records that clients write, and of what stands directly in them. */
  readonly any: ReadonlyMap<Schema, Written>;
  /** Schemas of records whose `id` the server gives, or the path. */
  readonly withId: ReadonlyMap<Schema, Written>;
}

const METHODS = new Set(['post', 'put', 'patch']);

/** What clients write with operations that neither copy records from elsewhere nor create them at an id of the client's. */
export const recordWrites: (api: Api) => RecordWrites = fact((api: Api) => {
  const operations = inboundOperations(api).filter(
    (operation) =>
      METHODS.has(operation.method) && !isTransfer(operation) && !isCreatingPut(operation),
  );
  return {
    any: writtenSchemas(operations.flatMap(bodiesOf), 2),
    withId: writtenSchemas(operations.filter(hasGivenId).flatMap(bodiesOf), 1),
  };
});

/** Most operations have none of these letters in them, and need not be taken apart. */
const HINT = /import|migrat|sync|upsert|restore|replicate/i;
const TRANSFERS = new Set([
  'import',
  'imports',
  'migrate',
  'migration',
  'migrations',
  'sync',
  'synchronize',
  'upsert',
  'restore',
  'replicate',
]);

function isTransfer(operation: Operation): boolean {
  const { operationId = '' } = operation;
  if (!HINT.test(pathOf(operation)) && !HINT.test(operationId)) return false;
  const words = [...literalsOf(pathOf(operation)), operationId].flatMap(tokensOf);
  return words.some((word) => TRANSFERS.has(word));
}

/** A PUT that answers 201 creates at an id that the client chooses. */
function isCreatingPut(operation: Operation): boolean {
  return operation.method === 'put' && operation.responses.has('201');
}

function hasGivenId(operation: Operation): boolean {
  if (operation.method === 'post') return true;
  return isTemplated(segmentsOf(pathOf(operation)).at(-1) ?? '');
}
