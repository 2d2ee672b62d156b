import {
  type Api,
  type Callback,
  fact,
  inboundOperations,
  inTextOrder,
  type Operation,
  type Parameter,
  type Pointer,
  partsOf,
  type Schema,
} from 'specgate/rule';
import { enoughUses } from './enough-uses.ts';
import { bodiesOf } from './written-schemas.ts';

/** An address of a callback that the request says. */
export interface CallbackTarget {
  readonly operation: Operation;
  /** Where the expression stands: the key in the callback. */
  readonly at: Pointer;
  readonly expression: string;
  /** What says it; undefined where the expression leads nowhere. */
  readonly source: TargetSource | undefined;
}

/** A property of a body, or a parameter. */
export interface TargetSource {
  readonly owner: Schema | Parameter;
  readonly name: string;
  readonly schema: Schema | undefined;
  readonly at: Pointer;
}

/** An expression (OpenAPI §4.20) where the host of an address stands, alone or behind a scheme. */
const AT_HOST = /^(?:\w+:\/\/)?[^/?#]*?\{?\$request\.(body#|query\.|header\.|path\.)([^}]*)\}?/;

/** Every callback whose address the request says, at least its host. */
export const callbackTargets: (api: Api) => readonly CallbackTarget[] = fact((api: Api) => {
  const isEnough = enoughUses();
  return inboundOperations(api).flatMap((operation) =>
    inTextOrder(operation.callbacks, ([name]) => name).flatMap(([, callback]) =>
      isEnough(callback, callback.pathItems.size) ? [] : targetsOf(operation, callback),
    ),
  );
});

function targetsOf(operation: Operation, callback: Callback): readonly CallbackTarget[] {
  return [...callback.pathItems.keys()].sort().flatMap((expression) => {
    const [, place = '', rest = ''] = AT_HOST.exec(expression) ?? [];
    if (place === '') return [];
    const source =
      place === 'body#' ? inBody(operation, rest) : inParameter(operation, place, rest);
    return [{ operation, at: callback.at(expression), expression, source }];
  });
}

function inParameter(operation: Operation, place: string, name: string): TargetSource | undefined {
  const location = place.slice(0, -1);
  const isNamed = (parameter: Parameter) =>
    parameter.in === location &&
    (location === 'header'
      ? parameter.name?.toLowerCase() === name.toLowerCase()
      : parameter.name === name);
  const owner = operation.allParameters.find(isNamed);
  return owner && { owner, name, schema: owner.schema, at: owner.at('name') };
}

/** Follows a JSON Pointer through the properties and items of the body. */
function inBody(operation: Operation, pointer: string): TargetSource | undefined {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  for (const body of bodiesOf(operation)) {
    let at: Schema | undefined = body.schema;
    let found: TargetSource | undefined;
    for (const step of steps) {
      found = at === undefined ? undefined : stepInto(at, step);
      at = found?.schema;
    }
    if (found !== undefined) return found;
  }
  return undefined;
}

function stepInto(schema: Schema, step: string): TargetSource | undefined {
  for (const part of partsOf(schema)) {
    const property = part.properties.get(step);
    if (property !== undefined) {
      return { owner: part, name: step, schema: property, at: part.at('properties', step) };
    }
    if (part.items !== undefined && /^\d+$/.test(step)) {
      return { owner: part, name: step, schema: part.items, at: part.at('items') };
    }
  }
  return undefined;
}

/** Whether a field says where a callback goes, so that this is asked there. */
export function isCallbackTarget(owner: Schema | Parameter, name: string): boolean {
  return ownersOf(owner.api).get(owner)?.has(name) === true;
}

const ownersOf = fact((api: Api) => {
  const owners = new Map<Schema | Parameter, Set<string>>();
  for (const { source } of callbackTargets(api)) {
    if (source === undefined) continue;
    const names = owners.get(source.owner) ?? new Set();
    owners.set(source.owner, names.add(source.name));
  }
  return owners;
});
