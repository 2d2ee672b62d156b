import type { Version } from './version.ts';

/** What a document is: a description of a known version, one of a version that is not known, or something else. */
export type Identity =
  | { readonly version: Version; readonly problem?: undefined }
  | {
      readonly version?: undefined;
      readonly problem: string;
      readonly key: 'openapi' | 'swagger' | undefined;
    };

/** Documents that people keep beside descriptions, by their root key. */
const OTHERS = [
  ['asyncapi', 'one of AsyncAPI'],
  ['arazzo', 'one of workflows (Arazzo)'],
  ['overlay', 'an overlay, which only changes one'],
  ['swaggerVersion', 'one of Swagger 1, which is not read'],
] as const;

/** Reads the root keys `openapi` and `swagger`. A version written as a number is read as the text that it looks like. */
export function identify(value: unknown): Identity {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problem: 'is not an OpenAPI description: its root is no object', key: undefined };
  }
  if (Object.hasOwn(value, 'openapi'))
    return known((value as { openapi: unknown }).openapi, 'openapi');
  if (Object.hasOwn(value, 'swagger'))
    return known((value as { swagger: unknown }).swagger, 'swagger');
  const other = OTHERS.find(([key]) => Object.hasOwn(value, key))?.[1];
  const why = other === undefined ? 'it has no root key "openapi" or "swagger"' : `it is ${other}`;
  return { problem: `is not an OpenAPI description: ${why}`, key: undefined };
}

function known(value: unknown, key: 'openapi' | 'swagger'): Identity {
  const text = typeof value === 'number' ? numberText(value) : value;
  if (typeof text !== 'string') return { problem: `has no version: "${key}" is not a text`, key };
  const version = (key === 'swagger' ? /^(2\.0)$/ : /^(3\.[012])(?:\.\d+)?(?:-[\w.]+)?$/).exec(
    text.trim(),
  )?.[1];
  if (version === undefined) {
    const hint = 'Specgate reads swagger 2.0 and openapi 3.0, 3.1 and 3.2';
    return {
      problem: `says ${key} "${text.slice(0, 40)}", which is not a version that can be checked; ${hint}`,
      key,
    };
  }
  // The patterns above let nothing else through.
  return { version: version as Version };
}

/** `2` was written as `2.0`, `3` as `3.0`. */
function numberText(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
