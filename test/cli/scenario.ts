import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The folders in `fixtures/cli`, one a scenario. */
export const SCENARIOS = fileURLToPath(new URL('../../fixtures/cli', import.meta.url));

/**
 * A scenario: `command` is the command line, with settings of the environment before it; `files/` is where it runs, in a
 * copy; `stdin` is piped in. What must come of it stands in `stdout`, `stderr`, `status` and the files of `written/`.
 */
export interface Scenario {
  readonly folder: string;
  readonly env: { readonly [name: string]: string };
  readonly argv: readonly string[];
  readonly stdin: string | undefined;
  /** The copy that it runs in. */
  readonly cwd: string;
}

export function readScenario(name: string): Scenario {
  const folder = join(SCENARIOS, name);
  const words = wordsOf(readFileSync(join(folder, 'command'), 'utf8').trim());
  const start = words.indexOf('specgate');
  if (start === -1) throw new Error(`${name}: the command does not name specgate`);
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'specgate-scenario-')));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  if (existsSync(join(folder, 'files'))) cpSync(join(folder, 'files'), cwd, { recursive: true });
  const settings = words.slice(0, start).map((word) => {
    const at = word.indexOf('=');
    return [word.slice(0, at), word.slice(at + 1)] as const;
  });
  const stdin = join(folder, 'stdin');
  return {
    folder,
    env: Object.fromEntries(settings),
    argv: words.slice(start + 1),
    stdin: existsSync(stdin) ? readFileSync(stdin, 'utf8') : undefined,
    cwd,
  };
}

/** A text that must stand in a file of the scenario; none there means an empty one. `UPDATE_GOLDEN=1` writes it. */
export function expected(folder: string, name: string, actual: string): string {
  const file = join(folder, name);
  if (process.env.UPDATE_GOLDEN === '1') {
    if (actual === '') rmSync(file, { force: true });
    else writeFileSync(file, actual);
  }
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** The names of the files that the scenario must write. */
export function writtenNames({ folder }: Scenario): readonly string[] {
  const written = join(folder, 'written');
  return existsSync(written) ? readdirSync(written) : [];
}

/** Words as a shell takes them apart, with single and double quotes. */
function wordsOf(line: string): readonly string[] {
  return Array.from(line.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g), ([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, (_, double = '', single = '') => double || single),
  );
}
