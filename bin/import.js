'use strict';
// The command runs from kept bytecode, and V8 keeps no way to import() with it: this file has one.
module.exports = { importModule: (url) => import(url) };
