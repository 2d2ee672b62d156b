import type { Schema } from 'specgate/rule';
import { isWritten } from '../written-property.ts';
import { matches } from './matches.ts';

/** Deeper compositions are taken to name whatever is asked about. */
const DEEPEST = 20;

/**
 * Whether any schema that judges the same value may speak of a property, so that it does not count as unevaluated (JSON
 * Schema 2020-12 core §11.3). Alternatives and conditions count whether they hold or not.
 */
export function mayEvaluate(schema: Schema, name: string, depth = 0): boolean {
  if (depth > DEEPEST || isWritten(schema.raw.properties, name)) return true;
  if (schema.has('additionalProperties') || (depth > 0 && schema.has('unevaluatedProperties')))
    return true;
  for (const pattern of schema.patternProperties.keys())
    if (matches(name, pattern) !== false) return true;
  return appliedBy(schema).some((other) =>
    other === undefined ? true : mayEvaluate(other, name, depth + 1),
  );
}

/** The schemas that judge the same value; undefined for one that leads nowhere. */
function appliedBy(schema: Schema): readonly (Schema | undefined)[] {
  const { ref, allOf, oneOf, anyOf, dependentSchemas, raw } = schema;
  const known: (Schema | undefined)[] = [
    ...allOf,
    ...oneOf,
    ...anyOf,
    ...dependentSchemas.values(),
  ];
  for (const part of [ref, schema.if, schema.then, schema.else])
    if (part !== undefined) known.push(part);
  const isWhole =
    isKnown(raw.allOf, allOf) && isKnown(raw.oneOf, oneOf) && isKnown(raw.anyOf, anyOf);
  const isLost = (raw.$ref !== undefined && ref === undefined) || raw.$dynamicRef !== undefined;
  return isWhole && !isLost ? known : [undefined];
}

function isKnown(written: unknown, parts: readonly Schema[]): boolean {
  return !Array.isArray(written) || written.length === parts.length;
}
