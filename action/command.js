// @ts-check
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../bin/specgate.js', import.meta.url));
const BUILT = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const KEPT = 4000;

/** Whether this checkout of the Action holds the built command, as release tags do. */
export function isBuilt() {
  return existsSync(BUILT);
}

/**
 * Runs the command. Its report goes to this step's log, what it complains about too.
 * @param {readonly string[]} args
 * @param {string} folder
 * @returns {Promise<{ readonly status: number | undefined, readonly said: string }>} no status: it was ended from outside;
 *   `said` is the end of what it complained about
 */
export function runCommand(args, folder) {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    process.stderr.write(text);
    said = (said + text).slice(-KEPT);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? undefined, said }));
  });
}
