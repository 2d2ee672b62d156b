import type { Pointer, Schema } from 'specgate/rule';

/** A regular expression as it is written, and where. */
export interface WrittenPattern {
  readonly text: string;
  readonly at: Pointer;
  /** Whether it chooses keys of an object (`patternProperties`), and so accepts or refuses nothing by itself. */
  readonly isKey: boolean;
}

/** The patterns of a schema: its `pattern`, and the keys of its `patternProperties`. */
export function patternsOf(schema: Schema): readonly WrittenPattern[] {
  const { pattern, patternProperties } = schema;
  if (pattern === undefined && patternProperties.size === 0) return NONE;
  const found: WrittenPattern[] = [];
  if (pattern !== undefined) found.push({ text: pattern, at: schema.at('pattern'), isKey: false });
  for (const text of patternProperties.keys()) {
    found.push({ text, at: schema.at('patternProperties', text), isKey: true });
  }
  return found;
}

const NONE: readonly never[] = [];

/** A pattern as messages show it. */
export function shortened(pattern: string): string {
  return pattern.length > 40 ? `${pattern.slice(0, 39)}…` : pattern;
}
