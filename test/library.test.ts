import fs, { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { scan, UserError } from '../src/index.ts';
import { plant } from './discover/tree.ts';

const PAGE = readFileSync(new URL('../docs/library.md', import.meta.url), 'utf8');
const examples = Array.from(
  PAGE.matchAll(/^## (.*)\n[\s\S]*?```ts\n([\s\S]*?)```/gm),
  ([, title, code]) => ({
    title,
    code: code ?? '',
  }),
);
const HOME = fileURLToPath(new URL('.', import.meta.url));

const API = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /pets:
    post: { responses: { '200': { description: OK } } }
`;

afterEach(() => vi.restoreAllMocks());

describe('docs/library.md', () => {
  test('has its examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(5);
  });

  test.each(examples)('$title', async ({ code }) => {
    const cwd = plant({ 'openapi.yaml': API, 'api/one.yaml': API });
    // Beside the tests, where the project's name leads to its sources.
    const folder = mkdtempSync(join(HOME, 'example-'));
    const before = process.cwd();
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    try {
      process.chdir(cwd);
      const file = join(folder, 'example.ts');
      writeFileSync(file, code);
      await import(pathToFileURL(file).href);
    } finally {
      process.chdir(before);
      rmSync(folder, { recursive: true });
    }
  });
});

test('a rule of a plug-in that never ends is stopped and named, and the others go on', async () => {
  const loops = {
    id: 'acme/loops',
    title: 'Never ends',
    category: 'inventory',
    severity: 'low',
    confidence: 'high',
    since: '1',
    references: [],
    why: 'Why.',
    fix: 'Fix.',
    messages: {},
    visit: {
      Operation() {
        for (;;);
      },
    },
  } as const;
  const report = await scan(
    { path: 'api.yaml', content: API },
    { plugins: [{ name: 'acme', rules: [loops] }], pluginTimeout: 0.2 },
  );
  expect(report.exitCode).toBe(2);
  expect(report.failures.map(({ message }) => message)).toEqual([
    expect.stringContaining('"acme/loops" was stopped'),
  ]);
  expect(report.results.map(({ finding }) => finding.rule.id)).toContain('auth-undefined');
});

/** Runs work with a watch over everything outside of it; each use is noted and fails. */
async function watched<T>(
  work: () => Promise<T>,
): Promise<{ readonly calls: readonly string[]; readonly value: T | undefined }> {
  const calls: string[] = [];
  const refuse = (name: string) => () => {
    calls.push(name);
    throw new Error(name);
  };
  for (const name of Object.keys(fs)) {
    const value: unknown = Reflect.get(fs, name);
    if (typeof value !== 'function' || /^[A-Z_]/.test(name)) continue;
    // The name is one of a function, whichever.
    vi.spyOn(fs, name as 'readFileSync').mockImplementation(refuse(`fs.${name}`));
  }
  vi.spyOn(globalThis, 'fetch').mockImplementation(refuse('fetch'));
  vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(refuse('connect'));
  syncBuiltinESMExports();
  const real = globalThis.process;
  const proxy = new Proxy(real, {
    get(target, key) {
      if (typeof key === 'string') calls.push(`process.${key}`);
      return Reflect.get(target, key);
    },
  });
  Reflect.set(globalThis, 'process', proxy);
  const cwd = vi.spyOn(real, 'cwd').mockImplementation(() => {
    calls.push('process.cwd');
    return '/';
  });
  try {
    return { calls, value: await work().catch(() => undefined) };
  } finally {
    Reflect.set(globalThis, 'process', real);
    cwd.mockRestore();
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  }
}

describe('a scan in memory', () => {
  const texts = [
    { path: 'shop.yaml', content: API.replace('post: {', "get: { $ref: 'other.yaml', ") },
    { path: 'other.yaml', content: API },
  ];

  test('touches no file, no network and no process', async () => {
    const today = '2027-01-01';
    const options = { refs: 'none', today, config: { rules: { 'auth-missing': 'low' } } } as const;
    // What is loaded at first use is none of the scan's business.
    await scan(texts, options);
    const alone = await watched(() => scan(texts, options));
    expect(alone.calls).toEqual([]);
    expect(alone.value?.documents).toHaveLength(2);
    const withFile = await watched(() => scan('shop.yaml', { ...options, config: false }));
    expect(withFile.calls).toContainEqual(expect.stringMatching(/^fs\./));
    expect(withFile.calls).toContain('process.cwd');
  });

  test('is what it would be with files', async () => {
    const cwd = plant({ 'shop.yaml': API });
    const ids = async (target: Parameters<typeof scan>[0]) =>
      (await scan(target, { config: false, refs: 'none', cwd })).results.map(
        ({ finding, severity }) => `${finding.rule.id} ${severity}`,
      );
    expect(await ids({ path: 'shop.yaml', content: API })).toEqual(await ids('shop.yaml'));
  });
});

describe('a configuration as an object', () => {
  test('decides as a file does', async () => {
    const cwd = plant({
      'a.yaml': API,
      'specgate.yaml': 'version: 1\nrules: { auth-undefined: off }\n',
    });
    const severityOf = async (config: Parameters<typeof scan>[1]) =>
      (await scan('a.yaml', { cwd, ...config })).results.find(
        ({ finding }) => finding.rule.id === 'auth-undefined',
      )?.severity;
    expect(await severityOf({})).toBeUndefined();
    expect(await severityOf({ config: { rules: { 'auth-undefined': 'low' } } })).toBe('low');
    expect(await severityOf({ config: { version: 1 } })).not.toBe('low');
  });

  test('is told where it is wrong', async () => {
    const wrong = scan('a.yaml', { cwd: plant({}), config: { rules: { 'auth-mising': 'low' } } });
    await expect(wrong).rejects.toThrow(UserError);
    await expect(wrong).rejects.toThrow('Did you mean "auth-missing"?');
  });
});
