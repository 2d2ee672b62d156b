import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { load } from 'js-yaml';
import { bundle } from '../cli/bundle.ts';
import { filled, isMet } from './expression.ts';
import { commandsIn, outputsIn } from './runner-protocol.ts';

/** By its path where it is known: one of the tests takes PATH away. */
const BASH = existsSync('/bin/bash') ? '/bin/bash' : 'bash';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** `action.yml`, as far as a runner reads it. */
export interface ActionFile {
  readonly inputs: { readonly [name: string]: { readonly default: string } };
  readonly outputs: { readonly [name: string]: { readonly value: string } };
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

interface AnyStep {
  readonly id?: string;
  readonly name: string;
  readonly if?: string;
}

interface ScriptStep extends AnyStep {
  readonly shell: string;
  readonly env: { readonly [name: string]: string };
  readonly run: string;
}

interface ActionStep extends AnyStep {
  readonly uses: string;
  readonly with: { readonly [input: string]: string };
}

type Step = ScriptStep | ActionStep;

/** Whether a step calls another action. */
export function callsAction(step: Step): step is ActionStep {
  return 'uses' in step;
}

export function actionFile(): ActionFile {
  // The schema in the test of this file holds it to this shape.
  return load(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as unknown as ActionFile;
}

/** One use of the Action in a workflow. */
export interface Use {
  readonly workspace: string;
  readonly with?: { readonly [input: string]: string };
  readonly event?: { readonly name: string; readonly payload: unknown };
  /** More of the environment. */
  readonly env?: { readonly [name: string]: string };
  /** Somebody cancels the job while the first step runs. */
  readonly isCancelled?: boolean;
}

/** What came of it, as GitHub would show it. */
export interface Used {
  /** Of the first step that failed, else 0. */
  readonly exitCode: number;
  readonly outputs: { readonly [name: string]: string };
  readonly log: string;
  /** The commands of the log that the runner obeys, each as `error file=…: text`. */
  readonly commands: readonly string[];
  readonly summary: string;
  /** Other actions that were called, with what they were given. */
  readonly called: readonly Call[];
}

interface Call {
  readonly uses: string;
  readonly with: { readonly [input: string]: string };
}

export interface Runner {
  readonly use: (use: Use) => Used;
  /** The checkout of the Action. */
  readonly action: string;
  readonly remove: () => void;
}

/** A runner with a checkout of the Action as a release tag holds it, its command built from the sources as they are now. */
export async function startRunner(): Promise<Runner> {
  const built = await bundle();
  const home = mkdtempSync(join(tmpdir(), 'specgate-action-'));
  const action = join(home, 'action path');
  for (const part of ['action', 'bin', 'package.json']) {
    cpSync(join(ROOT, part), join(action, part), { recursive: true });
  }
  mkdirSync(join(action, 'dist'));
  const cli = JSON.stringify(pathToFileURL(join(dirname(built.command), 'cli.mjs')).href);
  writeFileSync(
    join(action, 'dist/cli.cjs'),
    `(function (exports) {
  Object.assign(exports, { main: async (argv) => (await import(${cli})).main(argv), processIo() {}, untune() {} });
})`,
  );
  return {
    action,
    use: (use) => useAction(use, action, mkdtempSync(join(home, 'job-'))),
    remove() {
      built.remove();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function useAction(use: Use, action: string, temp: string): Used {
  const { inputs, outputs, runs } = actionFile();
  const values = new Map(
    Object.entries(inputs).map(([name, row]) => [
      `inputs.${name}`,
      use.with?.[name] ?? row.default,
    ]),
  );
  const event = join(temp, 'event.json');
  writeFileSync(event, JSON.stringify(use.event?.payload ?? {}));
  let exitCode = 0;
  let log = '';
  let summary = '';
  const called: Call[] = [];
  for (const [at, step] of runs.steps.entries()) {
    const isCancelled = at > 0 && use.isCancelled === true;
    if (!isMet(step.if, { values, hasFailed: exitCode !== 0, isCancelled })) continue;
    if (callsAction(step)) {
      called.push({ uses: step.uses, with: allFilled(step.with, values) });
      continue;
    }
    const files = { output: join(temp, `output-${at}`), summary: join(temp, `summary-${at}`) };
    for (const file of Object.values(files)) writeFileSync(file, '');
    const ran = runStep(step, {
      cwd: use.workspace,
      env: {
        PATH: process.env.PATH ?? '',
        HOME: temp,
        ...allFilled(step.env, values),
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION_PATH: action,
        GITHUB_WORKSPACE: use.workspace,
        GITHUB_EVENT_NAME: use.event?.name ?? 'push',
        GITHUB_EVENT_PATH: event,
        GITHUB_OUTPUT: files.output,
        GITHUB_STEP_SUMMARY: files.summary,
        RUNNER_TEMP: temp,
        ...use.env,
      },
    });
    exitCode ||= ran.status;
    log += ran.log;
    summary += readFileSync(files.summary, 'utf8');
    for (const [name, value] of outputsIn(readFileSync(files.output, 'utf8'))) {
      values.set(`steps.${step.id}.outputs.${name}`, value);
    }
  }
  const given = Object.entries(outputs).map(([name, { value }]) => [name, filled(value, values)]);
  const all = Object.fromEntries(given);
  return { exitCode, log, summary, commands: commandsIn(log), outputs: all, called };
}

/** As the runner calls it: `bash --noprofile --norc -eo pipefail {0}`. */
function runStep(
  step: ScriptStep,
  { cwd, env }: { readonly cwd: string; readonly env: { readonly [name: string]: string } },
): { readonly status: number; readonly log: string } {
  const { status, stdout, stderr, error } = spawnSync(
    BASH,
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run],
    { cwd, env: { ...env }, encoding: 'utf8' },
  );
  if (error !== undefined) throw error;
  return { status: status ?? 1, log: stderr + stdout };
}

function allFilled(
  texts: { readonly [name: string]: string },
  values: ReadonlyMap<string, string>,
): { readonly [name: string]: string } {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, filled(text, values)]),
  );
}
