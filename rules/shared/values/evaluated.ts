import { fact, type Schema } from 'specgate/rule';
import { isWritten } from '../written-property.ts';
import { matches } from './matches.ts';

/** Where more schemas judge one value, they are taken to speak of whatever is asked about. */
const MOST = 200;

/**
 * Whether any schema that judges the same value may speak of a property, so that it does not count as unevaluated (JSON
 * Schema 2020-12 core §11.3). Alternatives and conditions count whether they hold or not.
 */
export function mayEvaluate(schema: Schema, name: string): boolean {
  const judges = judgesOf(schema);
  return judges === undefined || judges.some((judge) => speaksOf(judge, name, judge !== schema));
}

function speaksOf({ raw, patternProperties }: Schema, name: string, isOther: boolean): boolean {
  if (isWritten(raw.properties, name) || raw.additionalProperties !== undefined) return true;
  if (isOther && raw.unevaluatedProperties !== undefined) return true;
  for (const pattern of patternProperties.keys()) if (matches(name, pattern) !== false) return true;
  return false;
}

/** The schemas that judge the same value; undefined where one of them leads nowhere, or there are too many. */
const judgesOf = fact((schema: Schema): readonly Schema[] | undefined => {
  const judges = new Set([schema]);
  for (const judge of judges) {
    if (judges.size > MOST || isLost(judge)) return undefined;
    const { ref, allOf, oneOf, anyOf, dependentSchemas } = judge;
    const conditional = [ref, judge.if, judge.then, judge.else];
    for (const other of [
      ...allOf,
      ...oneOf,
      ...anyOf,
      ...dependentSchemas.values(),
      ...conditional,
    ])
      if (other !== undefined) judges.add(other);
  }
  return [...judges];
});

function isLost({ raw, ref, allOf, oneOf, anyOf }: Schema): boolean {
  if (raw.$dynamicRef !== undefined || (raw.$ref !== undefined && ref === undefined)) return true;
  return !(isKnown(raw.allOf, allOf) && isKnown(raw.oneOf, oneOf) && isKnown(raw.anyOf, anyOf));
}

function isKnown(written: unknown, parts: readonly Schema[]): boolean {
  return !Array.isArray(written) || written.length === parts.length;
}
