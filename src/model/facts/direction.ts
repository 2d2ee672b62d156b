import { isKind } from '../is-kind.ts';
import type { Api, Header, MediaType, Operation, Parameter, Response, Schema } from '../kinds.ts';
import { fact } from './fact.ts';
import { isInbound } from './operations.ts';

const REQUEST = 1;
const RESPONSE = 2;

/** The parts of a request that hold values. */
export const REQUEST_PARTS = ['path', 'query', 'header', 'cookie', 'body'] as const;
export type RequestPart = (typeof REQUEST_PARTS)[number];
/** A bit for each part, above the two of the directions. */
const bitOf = (part: RequestPart): number => 4 << REQUEST_PARTS.indexOf(part);
const SENT = REQUEST_PARTS.reduce((bits, part) => bits | bitOf(part), REQUEST);

/** Which way a value travels: to the API, from it, or both; neither for a definition that nothing uses. */
export interface Direction {
  readonly request: boolean;
  readonly response: boolean;
}

/** Whether values of the schema are sent to the API. In a description without operations, every schema may be. */
export function isSent(schema: Schema): boolean {
  return directionOf(schema).request;
}

/** Whether values of the schema are sent by the API. In a description without operations, every schema may be. */
export function isReturned(schema: Schema): boolean {
  return directionOf(schema).response;
}

/** Follows references; `readOnly` properties are never sent, `writeOnly` ones never returned. */
export function directionOf(schema: Schema): Direction {
  const { reached, hasOperations } = reachedSchemas(schema.api);
  if (!hasOperations) return BOTH;
  const bits = reached.get(schema) ?? 0;
  return DIRECTIONS[bits & BOTH_BITS] ?? BOTH;
}

const BOTH_BITS = REQUEST | RESPONSE;
const BOTH: Direction = { request: true, response: true };
/** By the bits of the directions, since a rule may ask about every schema. */
const DIRECTIONS: readonly Direction[] = [
  { request: false, response: false },
  { request: true, response: false },
  { request: false, response: true },
  BOTH,
];

/** The parts of requests in which values of the schema are sent; all of them in a description without operations. */
export function partsSentIn(schema: Schema): readonly RequestPart[] {
  const { reached, hasOperations } = reachedSchemas(schema.api);
  if (!hasOperations) return REQUEST_PARTS;
  const bits = reached.get(schema) ?? 0;
  return REQUEST_PARTS.filter((part) => (bits & bitOf(part)) !== 0);
}

/** The schemas whose values clients may send, in the order in which they are met from the operations. */
export const sentSchemas: (api: Api) => readonly Schema[] = fact((api: Api) => {
  const found: Schema[] = [];
  for (const [schema, bits] of reachedSchemas(api).reached)
    if ((bits & REQUEST) !== 0) found.push(schema);
  return found;
});

interface Reached {
  readonly reached: ReadonlyMap<Schema, number>;
  readonly hasOperations: boolean;
}

const reachedSchemas: (api: Api) => Reached = fact((api: Api) => {
  const reached = new Map<Schema, number>();
  const queue: Schema[] = [];
  const enter = (schema: Schema | undefined, bits: number) => {
    if (schema === undefined) return;
    const known = reached.get(schema) ?? 0;
    if ((known | bits) === known) return;
    reached.set(schema, known | bits);
    // What has no parts leads nowhere.
    if (schema.slots !== undefined) queue.push(schema);
  };
  const operations = everyOperation(api);
  for (const operation of operations) enterOperation(operation, enter);
  for (let at = 0; at < queue.length; at += 1) {
    const schema = queue[at];
    if (schema !== undefined) enterChildren(schema, reached.get(schema) ?? 0, enter);
  }
  return { reached, hasOperations: operations.length > 0 };
});

type Enter = (schema: Schema | undefined, bits: number) => void;

function everyOperation(api: Api): readonly Operation[] {
  const found = new Set<Operation>();
  const queue: Operation[] = [];
  const add = (operations: readonly Operation[]) => {
    for (const operation of operations) {
      if (found.has(operation)) continue;
      found.add(operation);
      queue.push(operation);
    }
  };
  for (const item of api.paths.values()) add(item.operations);
  for (const webhook of api.webhooks.values()) add(webhook.operations);
  for (let at = 0; at < queue.length; at += 1) {
    for (const callback of queue[at]?.callbacks.values() ?? []) {
      for (const item of callback.pathItems.values()) add(item.operations);
    }
  }
  return queue;
}

/** Callbacks and webhooks are mirrored: what they call a request, the API sends. */
function enterOperation(operation: Operation, enter: Enter): void {
  const isSentToUs = isInbound(operation);
  const body = REQUEST | bitOf('body');
  const [request, response] = isSentToUs ? [body, RESPONSE] : [RESPONSE, body];
  for (const parameter of operation.allParameters) {
    enterCarrier(parameter, isSentToUs ? REQUEST | partOf(parameter) : RESPONSE, enter);
  }
  for (const mediaType of operation.requestBody?.content.values() ?? [])
    enterMediaType(mediaType, request, enter);
  for (const answer of operation.responses.values()) enterResponse(answer, response, enter);
}

/** The bit of the part that carries a parameter; `querystring` of 3.2 is the query. */
function partOf(parameter: Parameter): number {
  const part = REQUEST_PARTS.find((name) => name === parameter.in) ?? 'query';
  return bitOf(parameter.in === 'formData' ? 'body' : part);
}

function enterResponse(response: Response, bits: number, enter: Enter): void {
  for (const header of response.headers.values()) enterCarrier(header, bits, enter);
  for (const mediaType of response.content.values()) enterMediaType(mediaType, bits, enter);
}

function enterCarrier(carrier: Parameter | Header, bits: number, enter: Enter): void {
  enter(carrier.schema, bits);
  for (const mediaType of carrier.content.values()) enterMediaType(mediaType, bits, enter);
}

function enterMediaType(mediaType: MediaType, bits: number, enter: Enter): void {
  enter(mediaType.schema, bits);
  enter(mediaType.itemSchema, bits);
  for (const encoding of mediaType.encoding.values()) {
    for (const header of encoding.headers.values()) enterCarrier(header, bits, enter);
  }
}

function enterChildren(schema: Schema, bits: number, enter: Enter): void {
  for (const field in schema.slots) {
    const slot = schema.slots[field];
    if (isKind(slot, 'Schema')) enter(slot, reaching(slot, bits));
    else if (slot instanceof Map || Array.isArray(slot)) {
      for (const child of slot.values())
        if (isKind(child, 'Schema')) enter(child, reaching(child, bits));
    }
  }
  const { discriminator } = schema;
  if (discriminator === undefined) return;
  for (const mapped of discriminator.mapped.values()) enter(mapped, bits);
  enter(discriminator.mappedByDefault, bits);
}

function reaching(schema: Schema, bits: number): number {
  const sent = schema.readOnly === true ? bits & ~SENT : bits;
  return schema.writeOnly === true ? sent & ~RESPONSE : sent;
}
