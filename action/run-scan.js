// @ts-check
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { argumentsFor, sinceOf } from './arguments.js';
import { isBuilt, runCommand } from './command.js';
import { baseCommit } from './event.js';
import { fetchCommit } from './fetch-commit.js';
import { readInputs } from './inputs.js';
import { numbersIn, textIn } from './report.js';
import { annotation, appendSummary, writeOutputs } from './runner-files.js';
import { uploadOf } from './upload.js';

/** @typedef {{ readonly [name: string]: string | undefined }} Environment */

const INCOMPLETE = 2;

/**
 * Scans as the inputs say, and tells the runner: annotations on stdout, the job summary, the outputs. What comes of it is the
 * output `exit-code`, which the Action's last step ends with, so that steps in between can use the reports.
 * @param {Environment} env
 */
export async function runScan(env) {
  const outcome = await outcomeOf(env);
  for (const problem of outcome.problems) process.stdout.write(annotation('error', problem));
  if (outcome.problems.length > 0 && env.SPECGATE_SUMMARY === 'true') {
    appendSummary(env.GITHUB_STEP_SUMMARY, UNFINISHED);
  }
  const result = RESULTS[outcome.exitCode] ?? 'error';
  writeOutputs(env.GITHUB_OUTPUT, { result, 'exit-code': outcome.exitCode, ...outcome.outputs });
}

/** @type {Readonly<Record<number, string>>} */
const RESULTS = { 0: 'passed', 1: 'failed' };
const UNFINISHED =
  '## ❌ Specgate: no scan\n\nWhat was asked for could not be scanned; the log says why.\n';

/**
 * @typedef {object} Outcome
 * @property {number} exitCode
 * @property {readonly string[]} problems why there is no report
 * @property {Readonly<Record<string, string | number>>} [outputs]
 */

/**
 * @param {Environment} env
 * @returns {Promise<Outcome>}
 */
async function outcomeOf(env) {
  const { inputs, problems } = readInputs(env);
  const workspace = env.GITHUB_WORKSPACE ?? process.cwd();
  const folder = resolve(workspace, inputs.workingDirectory);
  const wrong = [...problems, ...unready(folder, inputs.workingDirectory)];
  if (wrong.length > 0) return { exitCode: INCOMPLETE, problems: wrong };
  const files = reportFiles(inputs, env.RUNNER_TEMP ?? tmpdir());
  const since = sinceOf(inputs.since, baseCommit(env.GITHUB_EVENT_PATH));
  if (inputs.since === '' && since !== undefined) fetchCommit(folder, since);
  const { status, said } = await runCommand(
    argumentsFor(inputs, { since, reports: files }),
    folder,
  );
  const numbers = numbersIn(files.json);
  if (numbers === undefined) return withoutReport(status, said);
  if (files.github !== undefined) process.stdout.write(textIn(files.github) ?? '');
  if (files.markdown !== undefined) {
    appendSummary(env.GITHUB_STEP_SUMMARY, textIn(files.markdown) ?? '');
  }
  const exitCode = status ?? INCOMPLETE;
  const { upload, reason } = uploadOf(inputs, {
    isComplete: exitCode < INCOMPLETE,
    event: env.GITHUB_EVENT_PATH,
  });
  if (reason !== undefined) process.stdout.write(annotation('notice', reason));
  const outputs = {
    ...numbers,
    'json-file': files.json,
    'sarif-file': sarifFile(files.sarif, { workspace, folder }),
    upload: String(upload),
    category: inputs.category,
  };
  return { exitCode, problems: [], outputs };
}

/**
 * @param {string | undefined} file
 * @param {{ readonly workspace: string, readonly folder: string }} at
 */
function sarifFile(file, { workspace, folder }) {
  return file === undefined ? '' : fromWorkspace(workspace, resolve(folder, file));
}

/**
 * What is missing on this runner.
 * @param {string} folder
 * @param {string} name as the workflow names it
 * @returns {readonly string[]}
 */
function unready(folder, name) {
  if (!isBuilt()) {
    return [
      'This commit of the Action has no built command (dist/cli.cjs). Use a release tag: branches are not built.',
    ];
  }
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return [];
  return [
    `There is no folder "${name}" in the workspace. Is actions/checkout missing before this step?`,
  ];
}

/**
 * The reports besides those that the workflow names, each in a folder of this run.
 * @param {import('./inputs.js').Inputs} inputs
 * @param {string} temporary
 * @returns {Readonly<Record<'json', string> & Partial<Record<'github' | 'markdown' | 'sarif', string>>>}
 */
function reportFiles(inputs, temporary) {
  const folder = mkdtempSync(join(temporary, 'specgate-'));
  const unnamed = inputs.upload ? join(folder, 'report.sarif') : '';
  const sarif = inputs.sarif === '' ? unnamed : inputs.sarif;
  const isAnnotated = inputs.annotations && !inputs.format.includes('github');
  return {
    json: join(folder, 'report.json'),
    ...(isAnnotated && { github: join(folder, 'annotations.txt') }),
    ...(inputs.summary && { markdown: join(folder, 'summary.md') }),
    ...(sarif !== '' && { sarif }),
  };
}

/**
 * The command says 0 after `--help`, and Node says 1 when it fails itself: without a report neither is an answer.
 * @param {number | undefined} status
 * @param {string} said
 * @returns {Outcome}
 */
function withoutReport(status, said) {
  if (status === undefined) {
    return {
      exitCode: INCOMPLETE,
      problems: ['The scan was ended from outside, as where memory runs out.'],
    };
  }
  const reason = said.trim() === '' ? 'The command wrote no report.' : said.trim();
  return { exitCode: Math.max(status, INCOMPLETE), problems: [reason] };
}

/**
 * A path as other steps want it: relative to the workspace, with `/`; absolute where it lies elsewhere.
 * @param {string} workspace
 * @param {string} file
 */
function fromWorkspace(workspace, file) {
  const path = relative(workspace, file);
  return path.startsWith('..') || isAbsolute(path) ? file : path.replaceAll('\\', '/');
}
