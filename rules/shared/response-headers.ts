import {
  type Api,
  fact,
  type Header,
  inboundOperations,
  type Operation,
  type Pointer,
  type Response,
} from 'specgate/rule';
import { enoughUses } from './enough-uses.ts';

/** A header of a response, by the name under which it stands there. */
export interface ResponseHeader {
  readonly name: string;
  readonly header: Header;
  /** Where the response lists it: its key there. */
  readonly at: Pointer;
  readonly response: Response;
  readonly status: string;
  readonly operation: Operation;
}

/** The headers in the responses of the operations that clients call. */
export const responseHeaders: (api: Api) => readonly ResponseHeader[] = fact((api: Api) => {
  const found: ResponseHeader[] = [];
  const isEnough = enoughUses();
  for (const operation of inboundOperations(api)) {
    for (const [status, response] of operation.responses) {
      if (isEnough(response, response.headers.size)) continue;
      for (const [name, header] of response.headers) {
        found.push({ name, header, at: response.at('headers', name), response, status, operation });
      }
    }
  }
  return found;
});

/** A value that a header is said to have. */
export interface HeaderValue {
  readonly text: string;
  readonly at: Pointer;
}

/** What a header is said to be, by its examples, default, fixed and listed values. */
export function valuesOf(header: Header): readonly HeaderValue[] {
  const found: HeaderValue[] = [];
  const add = (value: unknown, at: Pointer): void => {
    if (typeof value === 'string') found.push({ text: value, at });
  };
  add(header.example, header.at('example'));
  for (const example of header.examples.values()) {
    add(example.value, example.at('value'));
    add(example.serializedValue, example.at('serializedValue'));
  }
  const { schema } = header;
  if (schema === undefined) return found;
  add(schema.default, schema.at('default'));
  add(schema.const, schema.at('const'));
  add(schema.example, schema.at('example'));
  addAll(schema.enum, schema.at('enum'), add);
  addAll(schema.examples, schema.at('examples'), add);
  return found;
}

function addAll(list: unknown, at: Pointer, add: (value: unknown, at: Pointer) => void): void {
  if (!Array.isArray(list)) return;
  for (const [key, value] of list.entries()) add(value, { source: at.source, parent: at, key });
}
