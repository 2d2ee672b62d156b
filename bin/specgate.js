#!/usr/bin/env node
'use strict';
// CommonJS (see package.json beside it): Node starts its module loader for an ES module, which takes longer than a small scan.
const { load } = require('./load.js');

load('cli.cjs')
  .exports.main(process.argv.slice(2))
  .then((status) => {
    process.exitCode = status;
  })
  .catch((error) => {
    process.exitCode = 3;
    console.error(error);
  });
