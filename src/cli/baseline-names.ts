import { UserError } from '../errors.ts';
import type { FormerName } from '../policy/former-names.ts';
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
