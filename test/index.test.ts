import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { render, type ScanOptions, scan, type Target, UserError } from '../src/index.ts';
import { plant, SPEC } from './discover/tree.ts';

const KEY_IN_URL = `${SPEC}components:
  securitySchemes:
    key: { type: apiKey, in: query, name: key }
`;

async function rulesFound(targets: Target | readonly Target[], options: ScanOptions) {
  const report = await scan(targets, { config: false, ...options });
  return report.results.map(({ finding }) => finding.rule.id);
}

describe('the library', () => {
  test('scans files, folders, globs and texts in one run, and says what each is called', async () => {
    const cwd = plant({ 'one.yaml': SPEC, 'two/a.yaml': SPEC, 'three/b.yaml': SPEC });
    const { documents, failures, exitCode } = await scan(
      ['one.yaml', 'two', 'three/*.yaml', { path: 'live.yaml', content: SPEC }],
      { cwd, config: false, only: ['auth-apikey-in-url'] },
    );
    const names = ['live.yaml', 'one.yaml', 'three/b.yaml', 'two/a.yaml'];
    expect(documents.map(({ uri }) => uri)).toEqual(names.map((name) => join(cwd, name)));
    expect({ failures, exitCode }).toEqual({ failures: [], exitCode: 0 });
  });

  test('takes texts as strings and as bytes', async () => {
    const cwd = plant({});
    const only = ['auth-apikey-in-url'];
    for (const content of [
      KEY_IN_URL,
      Buffer.from(KEY_IN_URL),
      Buffer.from(`\ufeff${KEY_IN_URL}`, 'utf16le'),
    ]) {
      expect(await rulesFound({ path: 'a.yaml', content }, { cwd, only })).toEqual(only);
    }
  });

  test('chooses rules as the command does', async () => {
    const cwd = plant({});
    const text = { path: 'a.yaml', content: KEY_IN_URL };
    const id = 'auth-apikey-in-url';
    expect(await rulesFound(text, { cwd })).toContain(id);
    expect(await rulesFound(text, { cwd, skip: [id] })).not.toContain(id);
    expect(await rulesFound(text, { cwd, rules: { [id]: 'off' } })).not.toContain(id);
    expect(await rulesFound(text, { cwd, categories: ['policy'] })).toEqual([]);
    const report = await scan(text, { cwd, config: false, only: [id], rules: { [id]: 'low' } });
    expect(report.results.map(({ severity }) => severity)).toEqual(['low']);
    expect(report.exitCode).toBe(0);
    expect((await scan(text, { cwd, config: false, only: [id], failOn: 'info' })).exitCode).toBe(1);
  });

  test('tells what could not be scanned in the report', async () => {
    const cwd = plant({ 'pets.yaml': 'pets: []\n' });
    const { failures, exitCode } = await scan(['pets.yaml', 'nowhere.yaml'], {
      cwd,
      config: false,
    });
    expect(failures.map(({ uri }) => uri)).toEqual([
      join(cwd, 'nowhere.yaml'),
      join(cwd, 'pets.yaml'),
    ]);
    expect(exitCode).toBe(2);
  });

  test('throws a UserError for options that make no sense', async () => {
    await expect(scan([], { only: ['no-such-rule'] })).rejects.toThrow(UserError);
    await expect(scan([], { only: ['auth-missing'], skip: ['auth-missing'] })).rejects.toThrow(
      /No rule is left/,
    );
  });

  test('says which document is next', async () => {
    const cwd = plant({ 'a.yaml': SPEC, 'b.yaml': SPEC });
    const seen: string[] = [];
    await scan('.', { cwd, config: false, onDocument: (uri) => seen.push(uri) });
    expect(seen).toEqual([join(cwd, 'a.yaml'), join(cwd, 'b.yaml')]);
  });

  test('stops when it is told to', async () => {
    const cwd = plant({ 'a.yaml': SPEC });
    await expect(
      scan('.', { cwd, signal: AbortSignal.abort(new Error('enough')) }),
    ).rejects.toThrow('enough');
  });

  test('does not pass where the configuration leaves nothing to scan', async () => {
    const cwd = plant({ 'a.yaml': SPEC, 'specgate.yaml': "version: 1\nexclude: ['**/*.yaml']\n" });
    const { failures, exitCode } = await scan([], { cwd });
    expect(failures).toEqual([
      expect.objectContaining({ message: expect.stringContaining('excludes all') }),
    ]);
    expect(exitCode).toBe(2);
  });

  test('renders a report in the formats of the command', async () => {
    const cwd = plant({});
    const text = { path: 'a.yaml', content: KEY_IN_URL };
    const report = await scan(text, { cwd, config: false, only: ['auth-apikey-in-url'] });
    expect(render(report, 'text')).toContain('a.yaml:6:');
    expect(JSON.parse(render(report, 'json')).findings).toHaveLength(1);
    expect(JSON.parse(render(report, 'json', { minSeverity: 'critical' })).findings).toEqual([]);
    expect(() => render(report, 'pdf')).toThrow(UserError);
  });
});
