import {
  type Api,
  fact,
  inboundOperations,
  type Operation,
  pathOf,
  type RequestBody,
  type Response,
  type Schema,
} from 'specgate/rule';
import { outboundOperations } from './outbound-operations.ts';
import { literalsOf } from './segments.ts';
import { type Start, spread } from './spread.ts';
import { tokensOf } from './words.ts';

/**
 * How values leave the API: read by GET, HEAD or QUERY at a path that is about something else than secrets; sent by the
 * API on its own account; or answered to something else. Where several are true, the first.
 */
const WAYS = ['read', 'sent', 'answered'] as const;
type Way = (typeof WAYS)[number];

export interface Leaving {
  readonly way: Way;
  /** An operation by which they leave so; undefined in a description without operations. */
  readonly operation: Operation | undefined;
}

interface LeavingStart extends Start {
  readonly way: Way;
}

/** How values of a schema leave the API when all goes well; undefined where they do not. */
export function leavingOf(schema: Schema): Leaving | undefined {
  const { leaving, hasOperations } = travels(schema.api);
  return hasOperations ? leaving.get(schema) : UNKNOWN;
}

const UNKNOWN: Leaving = { way: 'read', operation: undefined };

/** The first operation that returns values of the schema in an answer of failure. */
export function failingOperationOf(schema: Schema): Operation | undefined {
  return travels(schema.api).failing.get(schema)?.operation;
}

/** Whether an answer tells of success: 2xx, or `default` where no 2xx is described. */
export function isSuccess(status: string, operation: Operation): boolean {
  if (status === 'default') return !hasSuccess(operation);
  return status.startsWith('2');
}

/** Whether an answer tells of failure: 4xx, 5xx, or `default` beside a 2xx. */
export function isFailure(status: string, operation: Operation): boolean {
  return status === 'default' ? hasSuccess(operation) : /^[45]/.test(status);
}

function hasSuccess(operation: Operation): boolean {
  for (const status of operation.responses.keys()) if (status.startsWith('2')) return true;
  return false;
}

interface Travels {
  readonly leaving: ReadonlyMap<Schema, LeavingStart>;
  readonly failing: ReadonlyMap<Schema, Start>;
  readonly hasOperations: boolean;
}

const travels: (api: Api) => Travels = fact((api: Api) => {
  const leaving: { readonly [W in Way]: LeavingStart[] } = { read: [], sent: [], answered: [] };
  const failing: Start[] = [];
  const operations = inboundOperations(api);
  const own = outboundOperations(api);
  for (const operation of operations) {
    const way = wayOf(operation);
    for (const [status, response] of operation.responses) {
      if (isSuccess(status, operation)) {
        for (const schema of schemasOf(response)) leaving[way].push({ schema, way, operation });
      } else if (isFailure(status, operation)) {
        for (const schema of schemasOf(response)) failing.push({ schema, operation });
      }
    }
  }
  for (const operation of own) {
    const { requestBody } = operation;
    if (requestBody === undefined) continue;
    for (const schema of schemasOf(requestBody))
      leaving.sent.push({ schema, way: 'sent', operation });
  }
  return {
    leaving: spread(
      WAYS.flatMap((way) => leaving[way]),
      'writeOnly',
    ),
    failing: spread(failing, 'writeOnly'),
    hasOperations: operations.length + own.length > 0,
  };
});

function schemasOf(holder: Response | RequestBody): readonly (Schema | undefined)[] {
  const schemas: (Schema | undefined)[] = [];
  for (const { schema, itemSchema } of holder.content.values()) schemas.push(schema, itemSchema);
  return schemas;
}

const READERS = new Set(['get', 'head', 'query']);
/** Most paths have none of these letters in them, and need not be taken apart. */
const HINT = /secret|pass|credential|pin|cv[cv]/i;
const SECRETS = new Set([
  'secret',
  'secrets',
  'password',
  'passwords',
  'passphrase',
  'credential',
  'credentials',
  'pin',
  'cvc',
  'cvc2',
  'cvv',
]);

function wayOf(operation: Operation): Way {
  if (!READERS.has(operation.method.toLowerCase())) return 'answered';
  const path = pathOf(operation);
  if (!HINT.test(path)) return 'read';
  const last = tokensOf(literalsOf(path).at(-1) ?? '').at(-1);
  return last !== undefined && SECRETS.has(last) ? 'answered' : 'read';
}
