import { type Api, fact, inboundOperations, type Operation, pathOf } from 'specgate/rule';
import { isTemplated } from './segments.ts';

/** A path without the names of its parameters: `/users/{id}` and `/users/{userId}` have one shape. */
export function shapeOf(path: string): string {
  return path
    .split('/')
    .map((segment) => (isTemplated(segment) ? segment.replace(/\{[^}]*\}/g, '{}') : segment))
    .join('/')
    .replace(/\/+$/, '');
}

/** The operations of a description by method and shape, as `get /users/{}`. */
export const operationsByShape: (api: Api) => ReadonlyMap<string, Operation> = fact((api: Api) => {
  const found = new Map<string, Operation>();
  for (const operation of inboundOperations(api)) {
    const key = `${operation.method} ${shapeOf(pathOf(operation))}`;
    if (!found.has(key)) found.set(key, operation);
  }
  return found;
});
