import { UserError } from '../errors.ts';
import type { FormerName } from '../policy/former-names.ts';
import type { ScanSettings } from '../scan/scan-settings.ts';
import { git } from './git.ts';
import { renamesSince } from './revision.ts';

/**
 * What files were called when a baseline was last written, as far as git knows. Git is asked once there is a finding that
 * the baseline does not have. `file` and `root` are absolute.
 */
export function namesInBaseline(file: string, root: string): FormerName {
  let names: ReadonlyMap<string, string> | undefined;
  return (path) => {
    names ??= renamesSinceWritten(file, root);
    return names.get(path);
  };
}

/**
 * What became of the documents of a baseline since it was written. In a part of a scan, those that are gone are only such
 * that, as far as git knows, did not become others, which another part may hold.
 */
export function sinceWritten(
  file: string,
  { extent, gone = [], root }: ScanSettings,
): Pick<ScanSettings, 'renamed' | 'gone'> {
  const renamed = namesInBaseline(file, root);
  if (extent !== 'part' || gone.length === 0) return { renamed, gone };
  const former = new Set(renamesSinceWritten(file, root).values());
  return { renamed, gone: gone.filter((name) => !former.has(name)) };
}

function renamesSinceWritten(file: string, root: string): ReadonlyMap<string, string> {
  try {
    // A baseline that was moved along with what it knows was not written then.
    const written = ['log', '-1', '--follow', '--diff-filter=AM', '--format=%H', '--', file];
    const commit = git(root, written).toString().trim();
    return commit === '' ? new Map() : renamesSince(root, commit);
  } catch (error) {
    // Outside of a checkout, or with a baseline from elsewhere, nothing is known.
    if (error instanceof UserError) return new Map();
    throw error;
  }
}
