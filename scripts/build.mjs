// Builds dist/: the library as ES modules with types, and the command as one file that starts fast.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { lazyBuiltins, quietChalk } from './bundle-plugins.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Runs a script of Node in the project's folder; what it says is shown, and a failure ends the build. */
function node(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
}

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');

await build({
  absWorkingDir: ROOT,
  entryPoints: { cli: 'src/cli/main.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  // What is imported with import() runs when it is asked for, in CommonJS too: esbuild wraps it in a function.
  format: 'cjs',
  target: 'node20',
  // Names and lines stay as written, so that a stack trace can be read.
  minifySyntax: true,
  alias: { 'specgate/rule': './src/rule/index.ts' },
  plugins: [lazyBuiltins, quietChalk],
  logLevel: 'warning',
});

node('scripts/warm.mjs');
