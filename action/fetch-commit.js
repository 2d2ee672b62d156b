// @ts-check
import { spawnSync } from 'node:child_process';

const LONGEST = 120_000;

/**
 * Brings a commit into a shallow checkout, which is what actions/checkout makes unless it is told otherwise. Whether it worked
 * is not told: if the commit is missing, the scan says so, and what to do.
 * @param {string} folder
 * @param {string} commit
 */
export function fetchCommit(folder, commit) {
  if (git(folder, ['cat-file', '-e', `${commit}^{commit}`])) return;
  git(folder, [
    'fetch',
    '--quiet',
    '--no-tags',
    '--no-recurse-submodules',
    '--depth=1',
    'origin',
    commit,
  ]);
}

/**
 * Runs git without hooks and without questions back.
 * @param {string} folder
 * @param {readonly string[]} args
 */
function git(folder, args) {
  const safe = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false'];
  const { status } = spawnSync('git', [...safe, ...args], {
    cwd: folder,
    stdio: 'ignore',
    timeout: LONGEST,
    env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
  });
  return status === 0;
}
