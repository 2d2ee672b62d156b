import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { workflowText } from '../../src/cli/workflow.ts';
import { actionFile } from '../action/runner.ts';
import { fencedIn, pageText, ROOT } from '../docs/fenced.ts';

const FOLDER = 'docs/ci';
const PAGES = readdirSync(join(ROOT, FOLDER)).filter((name) => name !== 'README.md');
const BLOCKS = PAGES.flatMap((name) => fencedIn(`${FOLDER}/${name}`)).filter(
  ({ language }) => language === 'yaml',
);

/** The keys that a file of a build service may have at its root, by the name in the block's first line. */
const ROOT_KEYS: { readonly [file: string]: readonly string[] } = {
  '.github/workflows/api-security.yml': ['name', 'on', 'permissions', 'jobs'],
  'azure-pipelines.yml': ['trigger', 'pool', 'steps'],
  '.circleci/config.yml': ['version', 'jobs', 'workflows'],
  'bitbucket-pipelines.yml': ['image', 'clone', 'pipelines'],
  '.pre-commit-config.yaml': ['repos'],
  '.mega-linter.yml': ['PLUGINS', 'ENABLE_LINTERS'],
};

test('the index leads to every page', () => {
  const links = Array.from(pageText(`${FOLDER}/README.md`).matchAll(/\]\(([\w-]+\.md)\)/g));
  expect(links.map(([, name]) => name).toSorted()).toEqual(PAGES.toSorted());
});

test.each(PAGES)('%s says what the system shows, and what exit codes do there', (name) => {
  const text = pageText(`${FOLDER}/${name}`);
  expect(text).toMatch(/^## What is shown$/m);
  expect(text.match(/^## Exit codes$/m) ?? text.match(/exit code/)).not.toBeNull();
});

describe('YAML to copy', () => {
  test.each(BLOCKS.map((block) => [`${block.page}:${block.line}`, block] as const))(
    '%s is YAML with the keys that belong there',
    (_, block) => {
      const value = load(block.text);
      expect(typeof value).toBe('object');
      const file = /^# (\S+)$/m.exec(block.text.split('\n')[0] ?? '')?.[1];
      if (file === undefined) return;
      expect(Object.keys(value ?? {})).toEqual(ROOT_KEYS[file]);
    },
  );
});

/** Everything in a value that is an object, itself among them. */
function objectsIn(value: unknown): readonly { readonly [key: string]: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inside : [{ ...value }, ...inside];
}

describe('the page of the Action', () => {
  const text = pageText(`${FOLDER}/github.md`);
  const blocks = BLOCKS.filter(({ page }) => page.endsWith('/github.md'));
  const { inputs, outputs } = actionFile();

  test('names every input and output in its tables, and no other', () => {
    const first = text.split('\n').flatMap((line) => /^\| (`.*?) \|/.exec(line)?.[1] ?? []);
    const named = first.flatMap((cell) =>
      Array.from(cell.matchAll(/`([\w-]+)`/g), ([, name]) => name),
    );
    expect(named.toSorted()).toEqual([...Object.keys(inputs), ...Object.keys(outputs)].toSorted());
  });

  test('gives it only inputs that it has', () => {
    const uses = blocks
      .flatMap(({ text: yaml }) => objectsIn(load(yaml)))
      .filter(({ uses }) => typeof uses === 'string' && uses.startsWith('OWNER/specgate@'));
    expect(uses.length).toBeGreaterThan(1);
    const given = uses.flatMap(({ with: values }) => Object.keys(values ?? {}));
    expect(given.filter((name) => !Object.hasOwn(inputs, name))).toEqual([]);
  });

  test('reads only outputs that it has', () => {
    const read = Array.from(
      text.matchAll(/steps\.specgate\.outputs\.([\w-]+)/g),
      ([, name]) => name,
    );
    expect(read.length).toBeGreaterThan(0);
    expect(read.filter((name) => !Object.hasOwn(outputs, name ?? ''))).toEqual([]);
  });
});

test('the page of the component names every input of it', () => {
  const [header] = loadAll(pageText('templates/specgate.yml'));
  const { spec } = header as unknown as { readonly spec: { readonly inputs: object } };
  const rows = pageText(`${FOLDER}/gitlab.md`).match(/^\| `.*$/gm) ?? [];
  const named = rows.flatMap((row) =>
    Array.from((row.split('|')[1] ?? '').matchAll(/`([\w-]+)`/g), ([, name]) => name),
  );
  expect(named.toSorted()).toEqual(Object.keys(spec.inputs).toSorted());
});

test('what is pinned is pinned to this version', () => {
  const texts = [
    ...PAGES.map((name) => pageText(`${FOLDER}/${name}`)),
    pageText('templates/specgate.yml'),
    pageText('mega-linter-plugin-specgate/specgate.megalinter-descriptor.yml'),
  ];
  const pins = texts.flatMap((text) =>
    Array.from(
      text.matchAll(/specgate(?:@|\/)v?(\d+\.\d+\.\d+)|rev: v(\d\S+)|default: (\d+\.\d+\.\d+)/g),
      ([, at, rev, fallback]) => at ?? rev ?? fallback,
    ),
  );
  expect(new Set(pins)).toEqual(new Set([packageFile.version]));
});

const USED = BLOCKS.flatMap(({ text }) =>
  Array.from(text.matchAll(/uses: (\S+)/g), ([, name]) => name ?? ''),
);

test('every action that is named has a version', () => {
  expect(USED.filter((name) => !/@(?:v\d|[0-9a-f]{40})/.test(name))).toEqual([]);
});

test('an action of others is one commit wherever it is named, and says which version that is', () => {
  const workflows = readdirSync(join(ROOT, '.github/workflows')).map(
    (name) => `.github/workflows/${name}`,
  );
  const named = [
    'README.md',
    'action.yml',
    ...workflows,
    ...PAGES.map((name) => `${FOLDER}/${name}`),
  ]
    .map(pageText)
    .concat(workflowText(''))
    .flatMap((text) => Array.from(text.matchAll(/uses: ([\w./-]+)@(.*)$/gm)))
    .filter(([, name]) => name?.endsWith('/specgate') === false);
  expect(named.length).toBeGreaterThan(10);
  const versions = new Map(named.map(([, name, at]) => [name, at]));
  for (const [, name, at] of named) {
    expect([name, at]).toEqual([name, versions.get(name)]);
    expect(at).toMatch(/^[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
});
