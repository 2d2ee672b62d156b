import type { Failure } from '../errors.ts';
import type { Source } from '../source/source.ts';

/** Bounds that no honest document meets; beyond them a document is a failure, never a hang. */
export interface ParseLimits {
  /** Levels of nesting, with aliases followed. */
  readonly maxDepth: number;
  /** Values in a document once its aliases are expanded; a document without aliases is bounded by its size. */
  readonly maxNodes: number;
}

/** What a parser noticed besides the value. */
export interface Problem {
  readonly kind: 'duplicate-key' | 'unsafe-tag' | 'merge-key';
  readonly message: string;
  /** The key, tag or merge key in question; for a duplicate key, the second of the two. */
  readonly start: number;
  readonly end: number;
  /** The key's or the tag's name. */
  readonly name: string;
  /** Where the first of two equal keys starts. */
  readonly firstStart?: number;
}

/** A text as plain value. `__proto__` and the like are own properties; integers that a double cannot hold are found through `numberText`. */
export interface Document {
  readonly source: Source;
  readonly format: 'json' | 'yaml';
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/** A parse either gives a document or says why not, with line and column. */
export type Parsed =
  | { readonly document: Document; readonly failures: readonly [] }
  | { readonly document: undefined; readonly failures: readonly Failure[] };
