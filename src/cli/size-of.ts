import { statSync } from 'node:fs';

/** The bytes of files together; one that is not there has none. */
export function sizeOf(files: readonly string[]): number {
  return files.reduce(
    (sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
