import type { Source } from '../source/source.ts';
import type { Parsed, ParseLimits, Problem } from './document.ts';
import { jsonLocator } from './locate-json.ts';
import { failed } from './problem.ts';
import { scanJson } from './scan-json.ts';

/** Parses a JSON text strictly; a key that stands twice in an object is a problem, and the last one counts. */
export function parseJson(source: Source, limits: ParseLimits): Parsed {
  const { text } = source;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const found = scanJson(text, limits.maxDepth).error;
    return failed(source, found ?? { offset: 0, message: `Not valid JSON: ${String(error)}` });
  }
  return jsonDocument(source, value, limits);
}

/** The document of a text that `JSON.parse` has read already. */
export function jsonDocument(source: Source, value: unknown, limits: ParseLimits): Parsed {
  const { text } = source;
  const census = takeCensus(value, limits.maxDepth);
  let problems: readonly Problem[] = [];
  if (census.isTooDeep || census.isUnsure || census.members !== colonsAfterQuotes(text)) {
    const scan = scanJson(text, limits.maxDepth);
    if (scan.error !== undefined) return failed(source, scan.error);
    problems = scan.duplicates;
  }
  source.useLocator(jsonLocator(source));
  return { document: { source, format: 'json', value, problems }, failures: [] };
}

interface Census {
  readonly members: number;
  readonly isTooDeep: boolean;
  /** Some string begins with a colon, so that counting colons in the text proves nothing. */
  readonly isUnsure: boolean;
}

/** Counts the members of all objects, level by level, so that depth costs no stack. */
function takeCensus(root: unknown, maxDepth: number): Census {
  let members = 0;
  let isUnsure = false;
  let level: object[] = [];
  const visit = (value: unknown, next: object[]): void => {
    if (typeof value === 'string') isUnsure ||= beginsWithColon(value);
    else if (typeof value === 'object' && value !== null) next.push(value);
  };
  visit(root, level);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= maxDepth) return { members, isTooDeep: true, isUnsure };
    const next: object[] = [];
    for (const node of level) {
      if (Array.isArray(node)) {
        for (const item of node) visit(item, next);
        continue;
      }
      for (const [key, item] of Object.entries(node)) {
        members += 1;
        isUnsure ||= beginsWithColon(key);
        visit(item, next);
      }
    }
    level = next;
  }
  return { members, isTooDeep: false, isUnsure };
}

function beginsWithColon(text: string): boolean {
  const first = text.charCodeAt(0);
  return first === 58 || (first === 32 && text.trimStart().startsWith(':'));
}

/**
 * Counts colons that follow a quote. In a valid text in which no string begins with a colon these are its
 * members, so that a duplicate key shows as a member too many: far cheaper than collecting the names of each object.
 */
function colonsAfterQuotes(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) {
    let before = at - 1;
    while (isSpace(text.charCodeAt(before))) before -= 1;
    if (text.charCodeAt(before) === 34 && !isEscaped(text, before)) count += 1;
  }
  return count;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text.charCodeAt(start - 1) === 92) start -= 1;
  return (at - start) % 2 === 1;
}
