// Builds dist/: the library as ES modules with types, and the command as one file that starts fast.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import {
  APART,
  apart,
  importOutside,
  lazyBuiltins,
  lazyPackages,
  quietChalk,
} from './bundle-plugins.mjs';
import { notices } from './notices.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Runs a script of Node in the project's folder; what it says is shown, and a failure ends the build. */
function node(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
}

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: ROOT,
  entryPoints: { cli: 'src/cli/main.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  // What is imported with import() runs when it is asked for, in CommonJS too: esbuild wraps it in a function.
  format: 'cjs',
  target: 'node20',
  // Names stay as written, so that a stack trace can be read. Less text to load saves 2 ms of each start.
  minifySyntax: true,
  minifyWhitespace: true,
  // What Node wraps around a CommonJS file; bin/load.js would have to copy the whole text to do it.
  banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
  footer: { js: '})' },
  alias: { 'specgate/rule': './src/rule/index.ts' },
  plugins: [apart, importOutside, lazyBuiltins, lazyPackages, quietChalk],
  logLevel: 'warning',
  metafile: true,
});
for (const [name, file] of Object.entries(APART)) {
  const outfile = `dist/${name.replace(/\.generated\.ts$/, '')}.cjs`;
  await build({
    absWorkingDir: ROOT,
    entryPoints: [file],
    outfile,
    bundle: true,
    format: 'cjs',
    minify: true,
  });
}
writeFileSync(new URL('../dist/THIRD-PARTY.txt', import.meta.url), notices(ROOT, metafile));

node('scripts/warm.mjs');
linkCommand();
node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
await shorten(new URL('../dist/', import.meta.url));

/** What the library's modules say is in their declarations; without comments and indentation the package is 0.6 MB smaller. */
async function shorten(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((each) => each.endsWith('.js'))) {
    const file = new URL(name.replaceAll('\\', '/'), folder);
    const { code } = await transform(readFileSync(file, 'utf8'), {
      minifyWhitespace: true,
      target: 'node20',
    });
    writeFileSync(file, code);
  }
}

/** Lets `npx specgate` find the command in a clone; without the link, npx installs the clone elsewhere and builds it again. */
function linkCommand() {
  const folder = fileURLToPath(new URL('../node_modules/.bin/', import.meta.url));
  if (process.platform === 'win32' || !existsSync(folder)) return;
  const link = `${folder}specgate`;
  rmSync(link, { force: true });
  symlinkSync('../../bin/specgate.js', link);
}
