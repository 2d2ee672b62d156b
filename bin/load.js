'use strict';
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const { constants, Script } = require('node:vm');

const DIST = join(__dirname, '../dist');

/** Where the code that this Node compiled is kept: bytecode fits one version of V8 only. */
function cacheFile(name) {
  return join(DIST, 'cache', `${name}-${process.versions.v8}-${process.arch}.bin`);
}

/**
 * Runs a bundle of dist/, which the build has wrapped in a function, and returns its exports. Bytecode that was kept, when
 * it was built or after an earlier run, spares compiling it again; where there is none for this Node, or V8 rejects it, the
 * bundle is compiled as usual.
 */
function load(name) {
  const filename = join(DIST, name);
  const module = { exports: {} };
  // The bundler writes ASCII, and Latin-1 is the fastest to decode.
  const script = new Script(readFileSync(filename, 'latin1'), {
    filename,
    cachedData: readIfThere(cacheFile(name)),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const run = script.runInThisContext();
  run(module.exports, createRequire(filename), module, filename, dirname(filename));
  return { exports: module.exports, script };
}

function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Less than this is not the bytecode of a scan but of a usage error or a version number, which would spare next to nothing. */
const LEAST = 1_300_000;

/**
 * Keeps the bytecode of a bundle that has run without any, beside it, so that the next run starts in half the time. Where the
 * package cannot be written, or another process was first, nothing changes.
 */
function keep(name, script) {
  // `false` means that kept bytecode was used, `true` that V8 rejected it, undefined that there was none.
  if (script.cachedDataRejected === false) return;
  const bytecode = script.createCachedData();
  if (bytecode.length < LEAST) return;
  const file = cacheFile(name);
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(unfinished, bytecode);
    renameSync(unfinished, file);
  } catch {
    // The command does its work without.
  }
}

module.exports = { cacheFile, keep, load };
