import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The command made from the sources as they are now, so that no test runs against a stale dist/. */
export interface Bundle {
  /** The script to start. */
  readonly command: string;
  /** The script of its threads. */
  readonly worker: string;
  /** The modules that stand in the file that every start reads, each by its path from the project's folder. */
  readonly atStart: readonly string[];
  readonly remove: () => void;
}

export async function bundle(): Promise<Bundle> {
  const folder = mkdtempSync(join(tmpdir(), 'specgate-bundle-'));
  const { metafile } = await build({
    absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    alias: { 'specgate/rule': './src/rule/index.ts' },
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    metafile: true,
    logLevel: 'error',
  });
  const command = join(folder, 'specgate.mjs');
  const worker = join(folder, 'worker.mjs');
  writeFileSync(worker, "import { serve } from './cli.mjs';\nawait serve();\n");
  writeFileSync(
    command,
    `import { main, processIo } from './cli.mjs';
const io = processIo({ worker: ${JSON.stringify(worker)} });
process.exitCode = await main(process.argv.slice(2), io);
`,
  );
  return {
    command,
    worker,
    atStart: modulesOf(metafile, ['src/cli/main.ts', 'src/cli/scan.ts']),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

type Metafile = NonNullable<Awaited<ReturnType<typeof build>>['metafile']>;

/** All modules that are loaded with some, those behind import() left out. */
function modulesOf({ inputs }: Metafile, entries: readonly string[]): readonly string[] {
  const seen = new Set<string>(entries);
  for (const path of seen) {
    for (const { path: next, kind } of inputs[path]?.imports ?? []) {
      if (kind !== 'dynamic-import') seen.add(next);
    }
  }
  return [...seen];
}
