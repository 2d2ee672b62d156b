import type { Failure } from '../errors.ts';
import type { Document } from '../parse/parse.ts';

/** Why a reference leads nowhere. */
export type ReferenceProblem =
  /** No text, or not a URI reference. */
  | 'malformed'
  /** Nothing stands there. */
  | 'unresolved'
  /** A chain of references that comes back to itself. */
  | 'circular'
  /** Something of another kind stands there. */
  | 'mismatch'
  /** In another place than the file system, and the policy does not allow it. */
  | 'remote'
  /** A file outside the root. */
  | 'escape'
  /** The file exists, but cannot be read or parsed. */
  | 'unreadable';

/** Where the part of a reference before `#` leads. */
export type Target =
  | { readonly document: Document; readonly problem?: undefined }
  | { readonly document?: undefined; readonly problem: ReferenceProblem; readonly reason: string };

/** A description with all files that it refers to, read and parsed; references are still text. */
export interface Bundle {
  readonly root: Document;
  /** The root first, then the others in the order in which they were found. */
  readonly documents: readonly Document[];
  /** Where `uri` (the reference up to `#`, never empty) leads from a document. */
  find(from: Document, uri: string): Target;
  /** Files that a reference names and that could not be read or parsed. */
  readonly failures: readonly Failure[];
}
