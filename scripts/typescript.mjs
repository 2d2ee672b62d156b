// Hooks that let plain Node load this project's TypeScript: types are stripped by esbuild, and the package's own
// names lead to the sources, so that scripts never run against a stale dist/.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';

const ENTRIES = {
  specgate: '../src/index.ts',
  'specgate/rule': '../src/rule/index.ts',
  'specgate/testing': '../src/testing/index.ts',
};

export async function resolve(specifier, context, next) {
  const entry = Object.hasOwn(ENTRIES, specifier) ? ENTRIES[specifier] : undefined;
  if (entry === undefined) return next(specifier, context);
  return { url: new URL(entry, import.meta.url).href, shortCircuit: true };
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const file = fileURLToPath(url);
  const { code } = await transform(await readFile(file, 'utf8'), {
    loader: 'ts',
    format: 'esm',
    target: 'node20',
    sourcefile: file,
    sourcemap: 'inline',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return { format: 'module', source: code, shortCircuit: true };
}
