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
  /** Texts in memory that stand for files, by name; relative names are taken from the root. */
  readonly given?: ReadonlyMap<string, Source>;
  /** Keeps what was read, so that descriptions of one run share it; starts empty. */
  readonly cache?: Map<string, Read>;
  /** How hosts are reached; needed only where a proxy or a private certificate authority stands between. */
  readonly connection?: Connection;
}
