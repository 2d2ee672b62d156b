import type { Span } from '../source/range.ts';
import type { Source } from '../source/source.ts';
import type { Parsed, Problem } from './document.ts';

/** Why a document is refused, and where in the text. */
export interface Refusal {
  readonly offset: number;
  readonly message: string;
}

/** The failure of a refused document, with line and column. */
export function failed(source: Source, { offset, message }: Refusal): Parsed {
  const failure = { uri: source.uri, message, ...source.position(offset) };
  return { document: undefined, failures: [failure] };
}

/** The problem of a key that stands in its object a second time. */
export function duplicateKey(name: string, firstStart: number, { start, end }: Span): Problem {
  const message = `The key "${shortened(name)}" stands here a second time; parsers ignore one of the two.`;
  return { kind: 'duplicate-key', message, start, end, name, firstStart };
}

/** What is said of a document that is nested beyond the limit. */
export function tooDeep(maxDepth: number): string {
  return `Nested more than ${maxDepth} levels deep.`;
}

/** A name from a document, cut so that a message stays readable. */
export function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}
