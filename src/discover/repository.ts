import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** The top of the git checkout that holds a folder, without asking git; undefined outside of one. */
export function repositoryRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    // A folder in a plain checkout, a file in a worktree or a submodule.
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Whether a path is the folder or lies in it; both absolute, with `/` or as the system writes them. */
export function isInside(path: string, folder: string): boolean {
  const inner = slashed(path);
  const outer = slashed(folder).replace(/\/$/, '');
  return inner === outer || inner.startsWith(`${outer}/`);
}

/** The path with `/`, as uris and reports have it. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
