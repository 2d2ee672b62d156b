import type { Source } from '../source/source.ts';
import type { Parsed, ParseLimits, Problem } from './document.ts';
import { jsonLocator } from './locate-json.ts';
import { failed } from './problem.ts';
import { scanJson } from './scan-json.ts';
import { skipSpace, skipString } from './skip-json.ts';

/** Parses a JSON text strictly; a key that stands twice in an object is a problem, and the last one counts. */
export function parseJson(source: Source, limits: ParseLimits): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(source.text);
  } catch (error) {
    const found = scanJson(source.text, limits.maxDepth).error;
    return failed(source, found ?? { offset: 0, message: `Not valid JSON: ${String(error)}` });
  }
  return jsonDocument(source, value, limits);
}

/** The document of a text that `JSON.parse` has read already. */
export function jsonDocument(source: Source, value: unknown, limits: ParseLimits): Parsed {
  const { text } = source;
  let problems: readonly Problem[] = [];
  if (membersIn(value, limits.maxDepth) !== keysIn(text)) {
    const scan = scanJson(text, limits.maxDepth);
    if (scan.error !== undefined) return failed(source, scan.error);
    problems = scan.duplicates;
  }
  source.useLocator(jsonLocator(text, problems.length > 0));
  return { document: { source, format: 'json', value, problems }, failures: [] };
}

/** Counts the members of all objects in a value; `NaN` if it is nested more than `depth` levels deep. */
function membersIn(value: unknown, depth: number): number {
  if (!isNested(value)) return 0;
  if (depth === 0) return Number.NaN;
  let members = 0;
  const isList = Array.isArray(value);
  for (const key in value) {
    const item = value[key];
    if (!isList) members += 1;
    if (isNested(item)) members += membersIn(item, depth - 1);
  }
  return members;
}

function isNested(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/**
 * Counts the keys in a valid text: strings that a colon follows. Where there are more of them than members, some key
 * stands twice; that is far cheaper to know than the names of each object.
 */
function keysIn(text: string): number {
  let keys = 0;
  for (let start = text.indexOf('"'); start !== -1; ) {
    const after = skipSpace(text, skipString(text, start));
    if (text.charCodeAt(after) === 58) keys += 1;
    start = text.indexOf('"', after);
  }
  return keys;
}
