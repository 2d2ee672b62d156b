import { execFileSync } from 'node:child_process';
import { UserError } from '../errors.ts';

/** The largest answer of git that is taken: all descriptions of a repository together. */
const MAX_BYTES = 1_000_000_000;

/** Asks git about a folder, without a shell, without hooks, and without questions back. Throws a UserError in git's words. */
export function git(folder: string, args: readonly string[], input = ''): Buffer {
  const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-C', folder];
  try {
    return execFileSync('git', [...safe, ...args], {
      input,
      maxBuffer: MAX_BYTES,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
    });
  } catch (error) {
    const [reason, ...advice] = reasonOf(error);
    throw new UserError(`git ${args[0]} failed: ${reason}`, advice.join(' ') || undefined);
  }
}

/** What went wrong, and whatever git says of how to mend it, line by line. */
function reasonOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [String(error)];
  if ('code' in error && error.code === 'ENOENT') return ['git is not installed'];
  const told = 'stderr' in error ? linesOf(String(error.stderr)) : [];
  return told.length > 0 ? told : [linesOf(error.message)[0] ?? 'no reason given'];
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => line.trim() || []);
}

/** Texts of files at a revision, by path relative to the top of the checkout; files that are not there are left out. */
export function filesAt(
  top: string,
  revision: string,
  paths: readonly string[],
): ReadonlyMap<string, Buffer> {
  const input = paths.map((path) => `${revision}:${path}\n`).join('');
  const answer = git(top, ['cat-file', '--batch'], input);
  const files = new Map<string, Buffer>();
  let at = 0;
  for (const path of paths) {
    const end = answer.indexOf(10, at);
    const header = answer.toString('utf8', at, end);
    at = end + 1;
    const size = / blob (\d+)$/.exec(header)?.[1];
    if (size === undefined) {
      // A folder or a submodule has contents as well, which are passed over; what is missing has none.
      const other = / (?:tree|commit|tag) (\d+)$/.exec(header)?.[1];
      if (other !== undefined) at += Number(other) + 1;
      continue;
    }
    files.set(path, answer.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return files;
}
