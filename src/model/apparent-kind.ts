import { type ChildField, EVERY } from './fields.ts';
import { identify } from './identify.ts';
import type { Kind } from './kinds.ts';
import { layoutOf } from './layout.ts';
import type { Raw } from './node.ts';
import { METHODS } from './operation.ts';
import type { Version } from './version.ts';

/**
 * What stands at a place that the walk has not come by, if it is plain: by its place in a whole description, else by
 * what it looks like. Undefined in doubt, since most files of a split description hold one object and say no more.
 */
export function apparentKind(
  document: unknown,
  steps: readonly string[],
  raw: Raw,
): Kind | 'Map' | undefined {
  const version = steps.length === 0 ? undefined : versionOf(document);
  return (version === undefined ? undefined : kindAt(version, steps)) ?? kindByLooks(raw);
}

function versionOf(value: unknown): Version | undefined {
  if (!isObject(value) || (value.openapi === undefined && value.swagger === undefined)) {
    return undefined;
  }
  return identify(value).version;
}

/** The kind that belongs at the end of these steps from the root of a description; `Map` for a map of objects. */
function kindAt(version: Version, steps: readonly string[]): Kind | 'Map' | undefined {
  let kind: Kind = 'Api';
  let at = 0;
  while (at < steps.length) {
    const layout = layoutOf(kind, version);
    const field: ChildField | undefined =
      layout.fields.get(steps[at] ?? EVERY)?.child ?? layout.every;
    if (field === undefined) return undefined;
    at += field.many === 'one' || layout.every === field ? 1 : 2;
    // The table names kinds of its own only.
    kind = field.child as Kind;
  }
  return at === steps.length ? kind : 'Map';
}

const TYPES = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);
const PLACES = new Set(['query', 'header', 'path', 'cookie', 'querystring', 'body', 'formData']);

function kindByLooks(raw: Raw): Kind | undefined {
  if (versionOf(raw) !== undefined) return 'Api';
  if (typeof raw.name === 'string' && typeof raw.in === 'string' && PLACES.has(raw.in)) {
    return raw.type === 'apiKey' ? 'SecurityScheme' : 'Parameter';
  }
  if (isObject(raw.responses)) return 'Operation';
  if (METHODS.some((method) => isObject(raw[method]) && isObject(raw[method].responses))) {
    return 'PathItem';
  }
  if (typeof raw.type === 'string' && TYPES.has(raw.type) && raw.in === undefined) return 'Schema';
  return undefined;
}

function isObject(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
