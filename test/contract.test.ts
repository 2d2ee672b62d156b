import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { rules as registry } from '../rules/index.ts';
import { loadRules, ruleFiles } from '../scripts/generate/load-rules.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const files = ruleFiles(join(ROOT, 'rules'));
const { rules } = await loadRules(ROOT);
const ids = new Set(rules.map(({ id }) => id));
const former = rules.flatMap(({ formerly }) => formerly ?? []);

test('every rule file is in the registry, once, in the order of ids', () => {
  expect(registry.map(({ id }) => id)).toEqual(
    files.map((file) => basename(file, '.ts')).toSorted(),
  );
});

test('no two rules share an id, and no former id is used again', () => {
  const all = [...rules.map(({ id }) => id), ...former];
  expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
});

describe.each(rules.map((rule) => ({ id: rule.id, rule })))('$id', ({ rule }) => {
  const file = files.find((name) => basename(name, '.ts') === rule.id) ?? '';

  test('stands in the file of its id, in the folder of its category', () => {
    expect(file).toBe(`${rule.category}/${rule.id}.ts`);
    expect(dirname(file)).toBe(rule.category);
  });

  test('silences only other rules that exist', () => {
    const silenced = [...(rule.silences?.document ?? []), ...(rule.silences?.place ?? [])];
    expect(silenced.filter((id) => !ids.has(id) || id === rule.id)).toEqual([]);
  });

  test('is asked in at least one preset', () => {
    const { severity } = rule;
    expect(severity).not.toEqual({ recommended: 'off', strict: 'off' });
  });

  test('links only to pages on the web', () => {
    expect(
      (rule.links ?? []).filter((link) => !URL.canParse(link) || !link.startsWith('https://')),
    ).toEqual([]);
  });

  test('has a page', () => {
    const page = join(ROOT, `docs/rules/${rule.id}.md`);
    expect(existsSync(page) && readFileSync(page, 'utf8')).toContain(`# ${rule.title}\n`);
  });
});
