import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as specgate from '../src/index.ts';
import * as rule from '../src/rule/index.ts';
import * as testing from '../src/testing/index.ts';
import { exportedFrom } from './exported.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = join(ROOT, 'docs/api.md');
const folder = mkdtempSync(join(tmpdir(), 'specgate-api-'));
const ENTRIES = [
  ['specgate', 'src/index.d.ts', specgate],
  ['specgate/rule', 'src/rule/index.d.ts', rule],
  ['specgate/testing', 'src/testing/index.d.ts', testing],
] as const;

beforeAll(() => {
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const flags = [
    '-p',
    'tsconfig.build.json',
    '--emitDeclarationOnly',
    '--noCheck',
    '--outDir',
    folder,
  ];
  execFileSync(process.execPath, [compiler, ...flags], { cwd: ROOT });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

function page(): string {
  const sections = ENTRIES.map(([name, file]) => {
    const exported = [...exportedFrom(join(folder, file))].sort(([a], [b]) => (a < b ? -1 : 1));
    const texts = exported.map(([, text]) => text.replace(/^export (?:declare )?/, ''));
    return `## ${name}\n\n\`\`\`ts\n${texts.join('\n\n')}\n\`\`\`\n`;
  });
  return `# What the package exports

Every exported name with its declaration, as the compiler writes it. [plugins.md](plugins.md) says what is promised about it,
[library.md](library.md) and [writing-rules.md](writing-rules.md) how it is used, [model.md](model.md) which fields nodes have.
\`test/api.test.ts\` fails when this page is not what the package exports: \`UPDATE_GOLDEN=1 npx vitest run test/api.test.ts\`
writes it anew, and whoever does so says in the changelog what changed.

${sections.join('\n')}`;
}

test('what the package exports is what docs/api.md promises', () => {
  const now = page();
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(PAGE, now);
  expect(now).toBe(readFileSync(PAGE, 'utf8'));
});

test.each(ENTRIES)('%s declares all that it exports', (_, file, module) => {
  const declared = exportedFrom(join(folder, file));
  expect(Object.keys(module).filter((name) => !declared.has(name))).toEqual([]);
});
