import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageFile from '../package.json' with { type: 'json' };
import { CONFIG_SCHEMA, docsPage } from '../src/home.ts';
import { REPOSITORY, VERSION } from '../src/package.generated.ts';
import { ROOT } from './docs/fenced.ts';

// Who publishes this is said in package.json. Wherever it must be spelt, it is spelt in one way, so that one replacement of
// `owner/name` in all files, as CONTRIBUTING.md has it, leaves nothing behind.

const NAME = REPOSITORY.split('/').slice(-2).join('/');

const FILES = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' })
  .split('\0')
  .filter((path) => path !== '' && !/^(?:package-lock\.json|test\/home\.test\.ts)$/.test(path));

test('the repository and the version are those of package.json', () => {
  expect(`git+${REPOSITORY}.git`).toBe(packageFile.repository.url);
  expect(VERSION).toBe(packageFile.version);
});

test('links lead to files of this repository, as this version has them', () => {
  const pages = ['plugins', 'config', 'rules/auth-missing'].map(docsPage);
  for (const link of [...pages, CONFIG_SCHEMA]) {
    const path = new RegExp(`^${REPOSITORY}/(?:blob|raw)/v${VERSION}/(.*)$`).exec(link)?.[1] ?? '';
    expect(FILES).toContain(path);
  }
});

describe('in all files', () => {
  const texts = FILES.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')] as const);
  const found = (pattern: RegExp) =>
    texts.flatMap(([path, text]) =>
      Array.from(text.matchAll(pattern), ([whole, name]) => ({ path, whole, name })),
    );

  test('an address of the project is one of its repository', () => {
    const links = found(/(?:github|githubusercontent)\.com\/([\w-]+\/specgate)\b/gi);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter(({ name }) => name !== NAME)).toEqual([]);
    expect(found(/\bspecgate\.(?:dev|io|com|org|sh)\b/gi)).toEqual([]);
  });

  test('the Action and the component are those of the repository', () => {
    const uses = found(/(?:uses: |CI_SERVER_FQDN\/)([\w-]+\/specgate)\b/g);
    expect(uses.length).toBeGreaterThan(3);
    expect(uses.filter(({ name }) => name !== NAME)).toEqual([]);
  });
});
