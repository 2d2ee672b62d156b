import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Baseline } from '../policy/baseline.ts';

/**
 * Documents of a baseline that are no files below `root` any more. None where not one of them is: the baseline was then
 * written below another folder, and says nothing about this one.
 */
export function goneFrom({ documents }: Baseline, root: string): readonly string[] {
  const files = [...documents.keys()].filter(isFileName);
  const gone = files.filter((name) => !existsSync(join(root, name)));
  return gone.length === files.length ? [] : gone;
}

/** Not standard input, and nothing that was fetched. */
function isFileName(name: string): boolean {
  return !name.startsWith('<') && !isAbsolute(name) && !name.includes('://');
}
