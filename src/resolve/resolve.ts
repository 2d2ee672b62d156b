import type { Document, ParseLimits } from '../parse/parse.ts';
import type { Bundle } from './bundle.ts';

/** Where references may lead. */
export interface ReferencePolicy {
  /** `none`: nowhere outside the file. `local`: to files inside the root. `remote`: also to the allowed hosts, by https. */
  readonly mode: 'none' | 'local' | 'remote';
  /** Absolute folder, with `/`, that local references must not leave. */
  readonly root: string;
  readonly allowedHosts: readonly string[];
  readonly maxFileSize: number;
  readonly limits: ParseLimits;
}

/** Reads and parses what the description refers to. Documents of one file need nothing. */
export async function resolve(root: Document, _policy: ReferencePolicy): Promise<Bundle> {
  return {
    root,
    documents: [root],
    failures: [],
    find: () => ({ problem: 'unresolved', reason: 'the file was not found' }),
  };
}
