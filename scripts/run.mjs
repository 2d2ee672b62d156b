// Runs a TypeScript script on plain Node 20: node scripts/run.mjs <script.ts> [arguments…]
import { register } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [script, ...rest] = process.argv.slice(2);
if (script === undefined) throw new Error('usage: node scripts/run.mjs <script.ts> [arguments…]');
register('./typescript.mjs', import.meta.url);
const file = resolve(script);
process.argv = [process.argv[0], file, ...rest];
await import(pathToFileURL(file).href);
