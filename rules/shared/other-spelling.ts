import type { Schema } from 'specgate/rule';

/**
 * How a keyword is written where only other versions read it so: a list of types or a number before 3.1, a boolean bound
 * since. Undefined where it is fine, or wrong in every version.
 */
export function otherSpelling({ api, raw }: Schema, keyword: string): string | undefined {
  if (keyword === 'type')
    return api.hasOldSchemas && Array.isArray(raw.type) ? 'a list' : undefined;
  if (keyword !== 'exclusiveMinimum' && keyword !== 'exclusiveMaximum') return undefined;
  const found = typeof raw[keyword];
  if (api.hasOldSchemas) return found === 'number' ? 'a number' : undefined;
  return found === 'boolean' ? 'a boolean' : undefined;
}
