#!/usr/bin/env node
// Measures whole runs, the way a pipeline pays for them: medians of interleaved runs, against bare Node and Redocly CLI.
//
//   npm run bench [-- --runs 7] [--only regex] [--no-redocly] [--specs folder] [--write]
//
// Redocly CLI is installed into .cache on demand; --write puts the table into bench/results.md.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inputs } from './inputs.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const CACHE = join(ROOT, '.cache', 'bench');
const { values: flags } = parseArgs({
  options: {
    runs: { type: 'string', default: '7' },
    only: { type: 'string', default: '' },
    'no-redocly': { type: 'boolean', default: false },
    specs: { type: 'string', default: join(ROOT, '..', 'shared', 'specs') },
    write: { type: 'boolean', default: false },
  },
});

// Where it is set, this variable adds about 90 ms to every start of Node 20.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
const hasTime = spawnSync('/usr/bin/time', ['-f', '%M', 'true']).status === 0;

/** Wall seconds and peak MB of one run; a program that fails to start ends the benchmark. */
function measure(command) {
  const argv = hasTime ? ['/usr/bin/time', '-f', '%M', ...command] : command;
  const start = process.hrtime.bigint();
  const run = spawnSync(argv[0], argv.slice(1), {
    env,
    cwd: CACHE,
    maxBuffer: 1 << 30,
    encoding: 'utf8',
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (run.error) throw run.error;
  const kilobytes = hasTime ? Number(run.stderr.trim().split('\n').at(-1)) : Number.NaN;
  return { seconds, megabytes: kilobytes / 1024, status: run.status };
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Runs the commands in turn, so that a slow minute of the machine is shared by all. */
function interleave(commands, runs) {
  const samples = commands.map(() => []);
  for (let run = 0; run < runs; run += 1) {
    for (const [index, command] of commands.entries()) samples[index].push(measure(command));
  }
  return samples.map((list) => ({
    seconds: median(list.map(({ seconds }) => seconds)),
    megabytes: median(list.map(({ megabytes }) => megabytes)),
    statuses: [...new Set(list.map(({ status }) => status))],
  }));
}

function redocly() {
  if (flags['no-redocly']) return undefined;
  const folder = join(CACHE, 'redocly');
  const program = join(folder, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    execFileSync(
      'npm',
      ['install', '--no-audit', '--no-fund', '--prefix', folder, '@redocly/cli@2'],
      { stdio: 'inherit' },
    );
  }
  return program;
}

const peer = redocly();
const runs = Number(flags.runs);
const chosen = inputs(CACHE, flags.specs).filter(({ name }) => new RegExp(flags.only).test(name));
const output = join(tmpdir(), `specgate-bench-${process.pid}.sarif`);
const rows = [];
for (const { name, file } of chosen) {
  const specgate = [
    process.execPath,
    join(ROOT, 'bin', 'specgate.js'),
    file,
    '--preset',
    'strict',
    '--no-config',
    '-f',
    `sarif=${output}`,
  ];
  const commands = [[process.execPath, '-e', '0'], specgate];
  if (peer !== undefined)
    commands.push([
      process.execPath,
      peer,
      'lint',
      '--extends',
      'recommended',
      '--max-problems',
      '100000',
      '--format',
      'json',
      file,
    ]);
  const [bare, ours, theirs] = interleave(commands, runs);
  const cells = [
    name,
    format(ours),
    `${(ours.seconds / bare.seconds).toFixed(1)} ×`,
    `${ours.megabytes.toFixed(0)} MB`,
    ours.statuses.join('/'),
  ];
  if (theirs !== undefined)
    cells.push(
      format(theirs),
      `${theirs.megabytes.toFixed(0)} MB`,
      `${(theirs.seconds / ours.seconds).toFixed(1)} ×`,
    );
  rows.push(cells);
  process.stderr.write(`${cells.join('  ')}\n`);
}

function format({ seconds }) {
  return seconds < 1 ? `${(seconds * 1000).toFixed(0)} ms` : `${seconds.toFixed(2)} s`;
}

const head = ['input', 'Specgate, strict, SARIF', 'of bare Node', 'peak', 'exit'];
if (peer !== undefined) head.push('Redocly recommended', 'its peak', 'slower by');
const table = [head, head.map(() => '---'), ...rows]
  .map((cells) => `| ${cells.join(' | ')} |`)
  .join('\n');
const page = `# Measured

Whole processes, medians of ${runs} interleaved runs on ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}.
Trust the ratios: machines differ, and so do minutes on one machine.

${table}
`;
process.stdout.write(page);
if (flags.write) writeFileSync(join(ROOT, 'bench', 'results.md'), page);
