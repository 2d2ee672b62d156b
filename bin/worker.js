'use strict';
// A thread that checks a share of the documents of a large scan.
const { load } = require('./load.js');

load('cli.cjs').exports.serve();
