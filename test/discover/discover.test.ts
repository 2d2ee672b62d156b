import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type DiscoverOptions, discover } from '../../src/discover/discover.ts';
import { globIn } from '../../src/discover/glob.ts';
import { plant, SPEC } from './tree.ts';

async function found(
  cwd: string,
  patterns: readonly string[],
  options: Partial<DiscoverOptions> = {},
) {
  const { files, failures } = await discover(patterns, { cwd, maxBytes: 1e6, ...options });
  const short = (path: string) => (path.startsWith(`${cwd}/`) ? path.slice(cwd.length + 1) : path);
  return {
    files: files.map(short),
    failures: failures.map(({ uri, message }) => `${short(uri)}: ${message}`),
  };
}

describe('paths', () => {
  test('a file is taken whatever it holds, sorted and once', async () => {
    const cwd = plant({ 'b.yaml': SPEC, 'a.txt': 'no description' });
    const { files, failures } = await found(cwd, [
      'b.yaml',
      './b.yaml',
      'a.txt',
      join(cwd, 'b.yaml'),
    ]);
    expect(files).toEqual(['a.txt', 'b.yaml']);
    expect(failures).toEqual([]);
  });

  test('a file whose name looks like a glob is a file', async () => {
    const cwd = plant({ 'v1 #2/50% öl [x].yaml': SPEC, 'v1 #2/50% öl x.yaml': SPEC });
    expect((await found(cwd, ['v1 #2/50% öl [x].yaml'])).files).toEqual(['v1 #2/50% öl [x].yaml']);
  });

  test('a name that is longer than any can be is missing', async () => {
    const name = 'a'.repeat(5000);
    const { failures } = await found(plant({}), [name, `[${name}`]);
    expect(failures).toHaveLength(2);
    for (const failure of failures) expect(failure).toMatch(/There is no such file or folder\.$/);
  });

  test('what is missing is named, and the rest is found all the same', async () => {
    const cwd = plant({ 'openapi.yaml': SPEC });
    expect(await found(cwd, ['nowhere.yaml', 'openapi.yaml', 'openapi.yaml/x'])).toEqual({
      files: ['openapi.yaml'],
      failures: [
        'nowhere.yaml: There is no such file or folder.',
        'openapi.yaml/x: There is no such file or folder.',
      ],
    });
  });

  test('where others are skipped, a named file is taken if it is a description, broken or not', async () => {
    const cwd = plant({
      'openapi.yaml': SPEC,
      'broken.yaml': 'openapi: 3.1.0\n\tinfo: {\n',
      'deploy.yaml': 'apiVersion: v1\nkind: Service\n',
      'empty.json': '',
    });
    const names = ['openapi.yaml', 'broken.yaml', 'deploy.yaml', 'empty.json'];
    expect(await found(cwd, names, { skipOthers: true })).toEqual({
      files: ['broken.yaml', 'openapi.yaml'],
      failures: [],
    });
    expect(await found(cwd, ['deploy.yaml'], { skipOthers: true })).toEqual({
      files: [],
      failures: [],
    });
  });

  test('where others are skipped, what is missing and a folder without descriptions are told', async () => {
    const cwd = plant({ 'k8s/deploy.yaml': 'kind: Service\n' });
    const { files, failures } = await found(cwd, ['gone.yaml', 'k8s'], { skipOthers: true });
    expect(files).toEqual([]);
    expect(failures).toEqual([
      'gone.yaml: There is no such file or folder.',
      expect.stringMatching(/^k8s: No API description was found/),
    ]);
  });

  test.skipIf(process.platform === 'win32')(
    'where others are skipped, a pipe is not read to find out what it is',
    async () => {
      const cwd = plant({});
      execFileSync('mkfifo', [join(cwd, 'live.yaml')]);
      expect((await found(cwd, ['live.yaml'], { skipOthers: true })).files).toEqual(['live.yaml']);
    },
  );

  test('a file of that name with another extension is suggested', async () => {
    const cwd = plant({ 'api/OpenAPI.yml': SPEC });
    expect((await found(cwd, ['api/openapi.yaml'])).failures).toEqual([
      'api/openapi.yaml: There is no such file or folder. Did you mean "OpenAPI.yml"?',
    ]);
  });
});

describe('folders', () => {
  test('descriptions are known by what they hold', async () => {
    const cwd = plant({
      'openapi.yaml': SPEC,
      'deep/er/minified.json': '{"info":{"title":"swagger"},"paths":{},"openapi":"3.0.0"}',
      'old/api.yml': "swagger: '2.0'\n",
      'deploy.yaml': 'apiVersion: v1\nkind: Service\n---\napiVersion: v1\n',
      'package.json': '{"dependencies":{"openapi":"3.0.0","swagger":"2.0"}}',
      'application.yml': 'swagger:\n  enabled: true\n',
      'pet.yaml': 'type: object\n',
      'notes.md': SPEC,
    });
    expect(await found(cwd, ['.'])).toEqual({
      files: ['deep/er/minified.json', 'old/api.yml', 'openapi.yaml'],
      failures: [],
    });
  });

  test('node_modules, .git and what .gitignore names are left out', async () => {
    const cwd = plant({
      '.gitignore': 'build/\n*.gen.yaml\n!kept.gen.yaml\n/top.yaml\n',
      '.git/openapi.yaml': SPEC,
      'node_modules/x/openapi.yaml': SPEC,
      'build/openapi.yaml': SPEC,
      'api/a.gen.yaml': SPEC,
      'api/kept.gen.yaml': SPEC,
      'api/top.yaml': SPEC,
      'top.yaml': SPEC,
      'api/.gitignore': '!b.gen.yaml\nc.yaml\n',
      'api/b.gen.yaml': SPEC,
      'api/c.yaml': SPEC,
      '.github/openapi.yaml': SPEC,
    });
    expect((await found(cwd, ['.'])).files).toEqual([
      '.github/openapi.yaml',
      'api/b.gen.yaml',
      'api/kept.gen.yaml',
      'api/top.yaml',
    ]);
  });

  test('a .gitignore above the folder holds, up to the top of the checkout and no further', async () => {
    const cwd = plant({
      '.gitignore': '*.yaml\n',
      'top/.git/info/exclude': 'local.yaml\n',
      'top/.gitignore': 'sub/a.yaml\n',
      'top/sub/a.yaml': SPEC,
      'top/sub/b.yaml': SPEC,
      'top/sub/local.yaml': SPEC,
    });
    expect((await found(join(cwd, 'top/sub'), ['.'])).files).toEqual(['b.yaml']);
  });

  test('a folder that is ignored itself is searched when it is named', async () => {
    const cwd = plant({
      '.git/HEAD': '',
      '.gitignore': 'build/\n',
      'build/openapi.yaml': SPEC,
      'build/.gitignore': 'drafts/\n',
      'build/drafts/openapi.yaml': SPEC,
    });
    expect((await found(cwd, ['build'])).files).toEqual(['build/openapi.yaml']);
    expect((await found(cwd, ['build/*.yaml'])).files).toEqual(['build/openapi.yaml']);
  });

  test('a folder without any description is a failure', async () => {
    const cwd = plant({ 'sub/pet.yaml': 'type: object\n' });
    const { files, failures } = await found(cwd, ['sub']);
    expect(files).toEqual([]);
    expect(failures).toEqual([expect.stringMatching(/^sub: No API description was found/)]);
  });

  test('a file that is broken but names a version is taken, so that its failure is told', async () => {
    const cwd = plant({
      'broken.yaml': 'openapi: 3.1.0\n\tinfo: {\n',
      'new.json': '{"openapi":"4.0"',
    });
    expect((await found(cwd, ['.'])).files).toEqual(['broken.yaml', 'new.json']);
  });

  test.skipIf(process.getuid?.() === 0)('a folder that cannot be read is a failure', async () => {
    const cwd = plant({ 'openapi.yaml': SPEC, 'closed/openapi.yaml': SPEC });
    chmodSync(join(cwd, 'closed'), 0);
    const { failures } = await found(cwd, ['.']);
    chmodSync(join(cwd, 'closed'), 0o755);
    expect(failures).toEqual([expect.stringMatching(/^closed: .*EACCES/)]);
  });
});

describe('links', () => {
  test('links inside the root are followed once, links that lead out are not', async () => {
    const outside = plant({ 'secret.yaml': SPEC, 'folder/secret.yaml': SPEC });
    const cwd = plant({
      'a/openapi.yaml': SPEC,
      'links/again.yaml': { link: '../a/openapi.yaml' },
      'links/loop': { link: '..' },
      'links/out.yaml': { link: join(outside, 'secret.yaml') },
      'links/out': { link: join(outside, 'folder') },
      'links/dead.yaml': { link: 'nowhere' },
    });
    expect(await found(cwd, ['.'])).toEqual({ files: ['a/openapi.yaml'], failures: [] });
  });

  test('a link from the searched folder to another folder of the checkout is followed', async () => {
    const cwd = plant({
      '.git/HEAD': '',
      'shared/openapi.yaml': SPEC,
      'service/api': { link: '../shared' },
      'service/own.yaml': { link: '../shared/openapi.yaml' },
    });
    expect((await found(cwd, ['service'])).files).toEqual(['service/api/openapi.yaml']);
  });

  test('a named link that leads out of the root is refused, unless the root is widened', async () => {
    const outside = plant({ 'secret.yaml': SPEC });
    const cwd = plant({ 'openapi.yaml': { link: join(outside, 'secret.yaml') } });
    const { files, failures } = await found(cwd, ['openapi.yaml']);
    expect(files).toEqual([]);
    expect(failures).toEqual([expect.stringMatching(/^openapi\.yaml: .*symbolic link.*--root/)]);
    expect((await found(cwd, ['openapi.yaml'], { root: '/' })).files).toEqual(['openapi.yaml']);
  });
});

describe('globs', () => {
  const tree = {
    'api/a.yaml': SPEC,
    'api/b.json': '{"openapi": "3.1.0"}',
    'api/v2/c.yaml': SPEC,
    'api/parts/pet.yaml': 'type: object\n',
    'other/d.yaml': SPEC,
  };

  test('a glob gives the descriptions among what it matches', async () => {
    const cwd = plant(tree);
    expect((await found(cwd, ['api/**/*.yaml'])).files).toEqual(['api/a.yaml', 'api/v2/c.yaml']);
    expect((await found(cwd, ['api/*'])).files).toEqual(['api/a.yaml', 'api/b.json']);
    expect((await found(cwd, ['{api,other}/*.yaml'])).files).toEqual([
      'api/a.yaml',
      'other/d.yaml',
    ]);
    expect((await found(join(cwd, 'api'), ['../other/*.yaml'])).files).toEqual([
      `${cwd}/other/d.yaml`,
    ]);
    expect((await found(cwd, [`${cwd}/api/[ab].*`])).files).toEqual(['api/a.yaml', 'api/b.json']);
  });

  test.each(['a (copy)', '{a}', 'a[1]', '@(a)', '!a', '$a', 'a+b'])(
    'a folder called %s is no wildcard',
    async (folder) => {
      const cwd = plant({ [`${folder}/v1/a.yaml`]: SPEC, 'a copy/v1/b.yaml': SPEC });
      const files = [`${folder}/v1/a.yaml`];
      expect((await found(cwd, [`${folder}/**/*.yaml`])).files).toEqual(files);
      expect((await found(cwd, [globIn(join(cwd, folder), '*/*.yaml')])).files).toEqual(files);
      expect((await found(cwd, [globIn(join(cwd, folder), '../*/*/*.yaml')])).files).toEqual(
        ['a copy/v1/b.yaml', ...files].sort(),
      );
      expect((await found(cwd, [globIn(`${cwd}/${folder}`, '*.toml')])).failures).toEqual([
        `${folder}/*.toml: No file matches this pattern.`,
      ]);
    },
  );

  test('what only looks like a glob matches nothing', async () => {
    expect(await found(plant(tree), ['$' + '{name}'])).toEqual({
      files: [],
      failures: ['$' + '{name}: No file matches this pattern.'],
    });
  });

  test('a glob that matches nothing, or nothing that is a description, is a failure', async () => {
    const cwd = plant(tree);
    expect(await found(cwd, ['specs/**/*.yaml', 'api/*.toml', 'api/parts/*.yaml'])).toEqual({
      files: [],
      failures: [
        'specs/**/*.yaml: No file matches this pattern.',
        'api/*.toml: No file matches this pattern.',
        'api/parts/*.yaml: None of the files that match this pattern is an API description (1 looked at).',
      ],
    });
  });
});
