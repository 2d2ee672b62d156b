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
import { type Reached, type Start, spread } from './spread.ts';
import { tokensOf } from './words.ts';

const READ = 1;
const SHOWN = 2;
const ANSWERED = 4;
const SENT = 8;

/** How values of a schema leave the API when all goes well. */
export interface Leaving {
  /** Clients read them by GET, HEAD or QUERY at a path that is about something else than secrets. */
  readonly isRead: boolean;
  /** Clients read them at a path that is about secrets by its last word, as `/users/{id}/credentials`. */
  readonly isShown: boolean;
  /** The API sends them on its own account. */
  readonly isSent: boolean;
  /** An operation by which they leave, a reading one if possible; undefined in a description without operations. */
  readonly operation: Operation | undefined;
}

/** How values of a schema leave the API in answers of success, and in callbacks and webhooks; undefined where they do not. */
export function leavingOf(schema: Schema): Leaving | undefined {
  const { leaving, hasOperations } = travels(schema.api);
  if (!hasOperations) return UNKNOWN;
  const found = leaving.get(schema);
  if (found === undefined) return undefined;
  const { bits, operation } = found;
  return {
    isRead: (bits & READ) !== 0,
    isShown: (bits & SHOWN) !== 0,
    isSent: (bits & SENT) !== 0,
    operation,
  };
}

const UNKNOWN: Leaving = { isRead: true, isShown: false, isSent: false, operation: undefined };

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
  readonly leaving: ReadonlyMap<Schema, Reached>;
  readonly failing: ReadonlyMap<Schema, Reached>;
  readonly hasOperations: boolean;
}

const travels: (api: Api) => Travels = fact((api: Api) => {
  const leaving: Start[] = [];
  const failing: Start[] = [];
  const operations = inboundOperations(api);
  const own = outboundOperations(api);
  for (const operation of operations) {
    const bits = bitOf(operation);
    for (const [status, response] of operation.responses) {
      const list = isSuccess(status, operation)
        ? leaving
        : isFailure(status, operation)
          ? failing
          : undefined;
      if (list !== undefined) start(list, response, bits, operation);
    }
  }
  for (const operation of own) {
    if (operation.requestBody !== undefined) start(leaving, operation.requestBody, SENT, operation);
  }
  return {
    // Readers first, so that they are named where there are any.
    leaving: spread(
      leaving.toSorted((a, b) => a.bits - b.bits),
      'writeOnly',
    ),
    failing: spread(failing, 'writeOnly'),
    hasOperations: operations.length + own.length > 0,
  };
});

const READERS = new Set(['get', 'head', 'query']);
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

function bitOf(operation: Operation): number {
  if (!READERS.has(operation.method.toLowerCase())) return ANSWERED;
  const last = tokensOf(literalsOf(pathOf(operation)).at(-1) ?? '').at(-1);
  return last !== undefined && SECRETS.has(last) ? SHOWN : READ;
}

function start(
  list: Start[],
  holder: Response | RequestBody,
  bits: number,
  operation: Operation,
): void {
  for (const { schema, itemSchema } of holder.content.values()) {
    list.push({ schema, bits, operation }, { schema: itemSchema, bits, operation });
  }
}
