import type { Source } from '../source/source.ts';
import type { Parsed, ParseLimits } from './document.ts';
import { jsonDocument, parseJson } from './json.ts';
import { parseYaml } from './yaml.ts';

export type { Document, Parsed, ParseLimits, Problem } from './document.ts';

/** What is allowed unless the caller says otherwise. A JSON text of 78 MB has about 3 million values. */
export const defaultLimits: ParseLimits = { maxDepth: 512, maxNodes: 5_000_000 };

/** No caller may allow more levels than the recursion of parsers and of what comes after them can bear. */
const deepest = 1000;

/** Parses a text as JSON or YAML, which its content decides unless its name ends in `.json`. Never throws. */
export function parse(source: Source, limits: Partial<ParseLimits> = {}): Parsed {
  const { maxDepth, maxNodes } = { ...defaultLimits, ...limits };
  const bounds = { maxDepth: Math.min(maxDepth, deepest), maxNodes };
  const { uri, text } = source;
  if (/\.json$/i.test(uri)) return parseJson(source, bounds);
  if (!/^\s*[{[]/.test(text)) return parseYaml(source, bounds);
  const value = valueOfJson(text);
  if (value !== undefined) return jsonDocument(source, value, bounds);
  const parsed = parseYaml(source, bounds);
  if (parsed.document !== undefined || /\.ya?ml$/i.test(uri)) return parsed;
  return parseJson(source, bounds);
}

/** The value of a text if it is JSON, which JSON never leaves undefined. */
function valueOfJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
