// Keeps the bytecode of the command in dist/cache/, for the version of Node that runs this script. The command is used first,
// because V8 compiles a function when it is called and keeps what is compiled by then. It is for a checkout: the package does
// not hold it, since 1.5 MB for one build of V8 serve few.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import loader from '../bin/load.js';

const FIXTURES = fileURLToPath(new URL('../fixtures/rules/auth-apikey-in-url', import.meta.url));
const EXAMPLE = fileURLToPath(new URL('../fixtures/examples/shop.yaml', import.meta.url));

/** What a usual start needs: most of the rules, both parsers, the text report and the two formats that machines ask for most. */
const USES = [
  ['scan', EXAMPLE, '--no-config', '--preset', 'strict'],
  ['scan', join(FIXTURES, 'bad.yaml'), '--no-config', '--format', 'json'],
  ['scan', join(FIXTURES, 'bad.v2.yaml'), '--no-config', '--format', 'sarif'],
];

const file = loader.cacheFile('cli.cjs');
// Bytecode that is loaded would be kept along with the new, whether it is still used or not.
rmSync(file, { force: true });
const { exports: command, script } = loader.load('cli.cjs');
const write = process.stdout.write;
process.stdout.write = (...args) => {
  // What is written is of no interest, that it was written is: callbacks are called as by a stream.
  const done = args.at(-1);
  if (typeof done === 'function') process.nextTick(done);
  return true;
};
const statuses = [];
for (const use of USES) statuses.push(await command.main(use));
command.untune();
process.stdout.write = write;
if (statuses.some((status) => status > 1))
  throw new Error(`the command ended with ${statuses.join(', ')}`);

mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, script.createCachedData());
process.exitCode = 0;
