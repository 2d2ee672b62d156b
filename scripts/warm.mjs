// Keeps the bytecode of the command in dist/cache/, for the version of Node that runs this script. The command is used first,
// because V8 compiles a function when it is called, and keeps what is compiled by then.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import loader from '../bin/load.js';
