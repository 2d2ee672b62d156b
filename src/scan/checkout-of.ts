import { repositoryRoot, slashed } from '../discover/repository.ts';
import type { ScanOptions } from './options.ts';

/** The top of the git checkout that holds a folder, with `/`; undefined outside of one, and where the disk is not to be touched. */
export function checkoutOf(folder: string, { inMemory }: ScanOptions): string | undefined {
  const top = inMemory === true ? undefined : repositoryRoot(folder);
  return top === undefined ? undefined : slashed(top);
}
