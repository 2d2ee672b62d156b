import type { ParseLimits } from '../parse/parse.ts';
import type { Source } from '../source/source.ts';
import type { Read } from './files.ts';
import type { Connection } from './request.ts';

/** Where references may lead. */
export interface ReferencePolicy {
  /** `none`: no other file is read. `local`: files inside the root. `remote`: also the allowed hosts, by https. */
  readonly mode: 'none' | 'local' | 'remote';
  /** Absolute folder, with `/`, that local references must not leave. */
  readonly root: string;
  /** Host names, or `host:port` for another port than 443. */
  readonly allowedHosts: readonly string[];
  readonly maxFileSize: number;
  readonly limits: ParseLimits;
  /** The files of one description, and the characters in all of them; see `DEFAULT_BOUNDS`. */
  readonly bounds?: Bounds;
  /** Texts in memory that stand for files, by name; relative names are taken from the root. */
  readonly given?: ReadonlyMap<string, Source>;
  /** Keeps what was read, so that descriptions of one run share it; starts empty. */
  readonly cache?: Map<string, Read>;
  /** How hosts are reached; needed only where a proxy or a private certificate authority stands between. */
  readonly connection?: Connection;
}

export interface Bounds {
  readonly files: number;
  readonly characters: number;
}

/** The largest description known has 2,900 files and 3 million characters, the largest single file 20 million. */
export const DEFAULT_BOUNDS: Bounds = { files: 50_000, characters: 500_000_000 };
