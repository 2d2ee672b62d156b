import type { Failure } from '../errors.ts';
import type { Document } from '../parse/parse.ts';
import type { Pointer } from '../source/pointer.ts';

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
  /** The file exists, but cannot be read or parsed; a failure says why. */
  | 'unreadable';

/** A reference that leads nowhere. */
export interface Dead {
  readonly problem: ReferenceProblem;
  /** Completes "The reference leads nowhere: …". Holds nothing of files outside the root. */
  readonly reason: string;
  /** The absolute address that it names, where it names one. */
  readonly address?: string;
}

/** A value in a document, and the steps that lead to it. */
export interface Spot {
  readonly document: Document;
  readonly steps: readonly string[];
  readonly value: unknown;
  readonly problem?: undefined;
}

/** What references are relative to: a whole document, or a schema inside it that `$id` makes a resource of its own. */
export interface Base extends Spot {
  /** An absolute path with `/`, or an absolute URI; without a fragment. */
  readonly uri: string;
  /** What `$anchor` and `$dynamicAnchor` name, in this resource only. */
  readonly anchors: ReadonlyMap<string, Spot>;
}

/** A description with the files that it refers to. A file is read when a reference that counts leads there. */
export interface Bundle {
  readonly root: Document;
  /** The root first, then the others in the order in which references led to them; grows while they are followed. */
  readonly documents: readonly Document[];
  /** Files that a followed reference names and that could not be read or parsed, each once; grows as `documents` does. */
  readonly failures: readonly Failure[];
  /** What a reference that stands at a place is relative to. */
  baseAt(place: Pointer): Base;
  /** Where the text of a reference leads: one step, although another reference may stand there. */
  find(base: Base, text: string): Spot | Dead;
  /** Whether a document that was read by now, or a schema in one, calls itself so. */
  isNamed(address: string): boolean;
}
