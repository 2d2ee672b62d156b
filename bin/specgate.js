#!/usr/bin/env node
'use strict';
// CommonJS (see package.json beside it): Node starts its module loader for an ES module, which takes longer than a small scan.
const { keep, load } = require('./load.js');

const { exports: command, script } = load('cli.cjs');
let isBroken = false;
// As of a plug-in that throws when nobody asks it any more: neither a stack trace nor the exit code of a failed gate.
process.on('uncaughtException', (error) => {
  isBroken = true;
  process.exitCode = 3;
  console.error(
    `specgate: an error that nobody caught: ${error instanceof Error ? error.message : error}`,
  );
});
command
  .main(process.argv.slice(2), command.processIo({ worker: require.resolve('./worker.js') }))
  .then((status) => {
    process.exitCode = isBroken ? 3 : status;
    // A machine of a pipeline is thrown away after the run.
    if (process.env.CI) return;
    command.untune();
    keep('cli.cjs', script);
  })
  .catch((error) => {
    process.exitCode = 3;
    console.error(error);
  });
