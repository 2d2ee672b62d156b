import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { parseArguments, type Request } from '../../src/cli/program.ts';
import { plant } from '../discover/tree.ts';
import { pageText, ROOT } from '../docs/fenced.ts';

/** What a command line asks for; throws if the command does not take it. */
function understood(argv: readonly string[]): Request {
  const said: string[] = [];
  const words = { out: () => {}, error: (text: string) => said.push(text), columns: () => 80 };
  const request = parseArguments(argv, words);
  if (request === undefined) throw new Error(said.join(''));
  return request;
}

describe('hooks of pre-commit', () => {
  const hooks = load(pageText('.pre-commit-hooks.yaml')) as unknown as readonly {
    readonly [key: string]: unknown;
    readonly id: string;
    readonly entry: string;
  }[];
  const KEYS = [
    'id',
    'name',
    'description',
    'entry',
    'language',
    'types_or',
    'pass_filenames',
    'require_serial',
  ];

  test.each(hooks)('$id has the keys of a hook, and an entry that the command takes', (hook) => {
    expect(Object.keys(hook).filter((key) => !KEYS.includes(key))).toEqual([]);
    expect(hook).toMatchObject({ language: 'node', types_or: ['yaml', 'json'] });
    const [command, ...argv] = hook.entry.split(' ');
    expect(command).toBe('specgate');
    const files = hook.pass_filenames === false ? [] : ['a.yaml', 'b.json'];
    const { row, operands, given } = understood([...argv, '--fail-on', 'low', ...files]);
    expect([row.name, operands]).toEqual(['scan', files]);
    expect(given.has('skip-others')).toBe(files.length > 0);
  });

  test('the page names them', () => {
    const page = pageText('docs/ci/pre-commit.md');
    for (const { id } of hooks) expect(page).toContain(`| \`${id}\` |`);
  });
});

test('MegaLinter’s descriptor has its keys, and a command line that the command takes', () => {
  const file = 'mega-linter-plugin-specgate/specgate.megalinter-descriptor.yml';
  const descriptor = load(pageText(file)) as unknown as {
    readonly descriptor_id: string;
    readonly linters: readonly {
      readonly cli_executable: string;
      readonly cli_lint_extra_args: readonly string[];
      readonly cli_config_arg_name: string;
      readonly cli_sarif_args: readonly string[];
      readonly install: { readonly dockerfile: readonly string[] };
    }[];
  };
  expect(descriptor.descriptor_id).toBe('SPECGATE');
  const [linter] = descriptor.linters;
  const config = [linter?.cli_config_arg_name ?? '', 'specgate.yaml'];
  const argv = [
    ...(linter?.cli_lint_extra_args ?? []),
    ...config,
    ...(linter?.cli_sarif_args ?? []),
    'openapi.yaml',
  ];
  expect(understood(argv).operands).toEqual(['openapi.yaml']);
  // What MegaLinter runs at the start is RUN and nothing else.
  expect(linter?.install.dockerfile.every((line) => line.startsWith('RUN '))).toBe(true);
});

describe('the component for GitLab', () => {
  const [header, jobs] = loadAll(pageText('templates/specgate.yml')) as unknown as readonly [
    {
      readonly spec: { readonly inputs: { readonly [name: string]: { readonly default: string } } };
    },
    {
      readonly [job: string]: {
        readonly variables: { readonly [name: string]: { readonly value: string } | number };
        readonly script: readonly string[];
      };
    },
  ];
  const inputs = header.spec.inputs;
  const job = jobs['$[[ inputs.job ]]'];

  /** The words that the script starts npx with, as the runner's shell runs it. */
  function words(
    given: { readonly [input: string]: string },
    env: { readonly [name: string]: string } = {},
  ): readonly string[] {
    const folder = plant({
      npx: '#!/bin/sh\nfor word in "$@"; do printf "<%s>" "$word"; done\n',
      'a.yaml': '',
    });
    chmodSync(join(folder, 'npx'), 0o755);
    const variables = Object.entries(job?.variables ?? {}).map(([name, variable]) => {
      const value = typeof variable === 'number' ? String(variable) : variable.value;
      const filled = value.replace(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, input: string) => {
        const row = inputs[input];
        if (row === undefined) throw new Error(`no input ${input}`);
        return given[input] ?? row.default;
      });
      return [name, filled];
    });
    const { stdout, status, stderr } = spawnSync(
      'sh',
      ['-e', '-c', (job?.script ?? []).join('\n')],
      {
        cwd: folder,
        env: { PATH: `${folder}:${process.env.PATH}`, ...Object.fromEntries(variables), ...env },
        encoding: 'utf8',
      },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return Array.from(stdout.matchAll(/<([^>]*)>/g), ([, word = '']) => word);
  }

  test.skipIf(process.platform === 'win32')(
    'by default it scans everything, and compares in merge requests',
    () => {
      const [yes, name, ...argv] = words({}, { CI_MERGE_REQUEST_DIFF_BASE_SHA: 'abc' });
      expect([yes, name]).toEqual(['--yes', `specgate@${inputs.version?.default}`]);
      const { given, operands } = understood(argv);
      expect(operands).toEqual([]);
      expect(given.get('since')).toEqual(['abc']);
      expect(given.get('format')).toHaveLength(3);
      expect(understood(words({}).slice(2)).given.has('since')).toBe(false);
    },
  );

  test.skipIf(process.platform === 'win32')(
    'every input becomes words, and no input becomes a part of the script',
    () => {
      const argv = words(
        {
          paths: '*.yaml api/**/*.json $(id)',
          config: '`id`; "x y"',
          preset: 'strict',
          'fail-on': 'low',
          baseline: 'known.json',
          since: 'none',
          args: '--quiet --min-severity low',
        },
        { CI_MERGE_REQUEST_DIFF_BASE_SHA: 'abc' },
      ).slice(2);
      const { given, operands } = understood(argv);
      expect(operands).toEqual(['*.yaml', 'api/**/*.json', '$(id)']);
      expect(Object.fromEntries(given)).toMatchObject({
        config: ['`id`; "x y"'],
        preset: ['strict'],
        'fail-on': ['low'],
        baseline: ['known.json'],
        quiet: ['true'],
        'min-severity': ['low'],
      });
      expect(given.has('since')).toBe(false);
    },
  );
});

describe('the image', () => {
  const lines = pageText('Dockerfile')
    .replace(/\\\n\s*/g, '')
    .split('\n');
  const instructions = (name: string): readonly string[] =>
    lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));

  test('its user is not root, and is a number, as orchestrators ask', () => {
    expect(instructions('USER').at(-1)).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  });

  test('what it copies runs by itself', () => {
    const root = plant({ 'shop.yaml': pageText('fixtures/examples/shop.yaml') });
    for (const line of instructions('COPY')) {
      const parts = line.split(' ');
      const target = parts.at(-1) ?? '';
      for (const source of parts.slice(0, -1)) copyInto(join(root, target), source);
    }
    const [, command] = JSON.parse(instructions('ENTRYPOINT')[0] ?? '[]') as readonly string[];
    const ran = spawnSync(
      process.execPath,
      [join(root, command ?? ''), 'shop.yaml', '-f', 'json'],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
    expect(ran.stderr).toBe('');
    expect(JSON.parse(ran.stdout).findings.length).toBeGreaterThan(5);
    expect(ran.status).toBe(1);
  });

  /** `dist/*.cjs` is the only pattern; the rest are files, or folders whose content is copied. */
  function copyInto(target: string, source: string): void {
    const from = join(ROOT, source.replace('*.cjs', 'cli.cjs'));
    if (!existsSync(from)) throw new Error(`${source} is missing; \`npm run build\` makes dist/`);
    const to = source.endsWith('/') ? target : join(target, from.slice(dirname(from).length + 1));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to, { recursive: true });
  }

  test('the context holds what is copied, and little else', () => {
    const ignore = readFileSync(join(ROOT, '.dockerignore'), 'utf8').trim().split('\n');
    expect(ignore[0]).toBe('*');
    for (const line of instructions('COPY')) {
      for (const source of line.split(' ').slice(0, -1)) {
        expect(ignore).toContain(`!${source.replace(/\/$/, '')}`);
      }
    }
  });
});
