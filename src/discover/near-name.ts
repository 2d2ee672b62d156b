import { readdirSync } from 'node:fs';
import { basename, dirname, parse } from 'node:path';

/** A file beside a missing one that differs only in the extension or in capitals: `openapi.yml` for `openapi.yaml`. */
export function nearName(missing: string): string | undefined {
  const stem = stemOf(missing);
  return namesIn(dirname(missing)).find((name) => stemOf(name) === stem);
}

function stemOf(path: string): string {
  return parse(basename(path)).name.toLowerCase();
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
