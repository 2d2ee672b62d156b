import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filesWithin } from '../../src/resolve/files.ts';
import { inMemory, onDisk, outcomes, policyFor, referring } from './built.ts';

// A project, and beside it what must not be read from it.
let top = '';
let root = '';

const SECRET = 'Secret: { type: string, description: never to be seen }';

function write(path: string, text: string): void {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), text);
}

beforeAll(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'specgate-files-'))).replaceAll('\\', '/');
  root = `${top}/project`;
  write('secret.yaml', SECRET);
  write('outside/secret.yaml', SECRET);
  write('project-two/secret.yaml', SECRET);
  write('project/pets.yaml', 'Pet: { type: object }');
  write('project/real/deep/pet.yaml', 'Pet: { properties: { tag: { $ref: ../tag.yaml } } }');
  write('project/real/tag.yaml', 'type: string');
  write('project/linked/tag.yaml', 'type: integer');
  write('project/Case.yaml', 'type: object');
  write('project/other.yml', 'type: object');
  write('project/big.yaml', `description: ${'x'.repeat(2000)}`);
  write('project/empty.yaml', '');
  write('project/binary.yaml', 'a text with a \0 in the middle of it');
  mkdirSync(join(root, 'folder.yaml'));
  symlinkSync(join(top, 'secret.yaml'), join(root, 'link-out.yaml'));
  symlinkSync(join(top, 'outside'), join(root, 'folder-out'));
  symlinkSync(join(root, 'folder-out', 'secret.yaml'), join(root, 'twice-out.yaml'));
  symlinkSync(join(top, 'nothing.yaml'), join(root, 'dangling.yaml'));
  symlinkSync(join(top, 'nothing'), join(root, 'folder-dangling'));
  symlinkSync('loop.yaml', join(root, 'loop.yaml'));
  symlinkSync(join(root, 'pets.yaml'), join(root, 'link-in.yaml'));
  symlinkSync('../real/deep/pet.yaml', join(root, 'linked/pet.yaml'));
});

afterAll(() => rmSync(top, { recursive: true, force: true }));

async function led(...texts: readonly string[]) {
  write('project/openapi.yaml', referring(texts));
  return onDisk(`${root}/openapi.yaml`, policyFor(root, { maxFileSize: 1000 }));
}

describe('a file outside of the root is refused unread', () => {
  test.each([
    '../secret.yaml#/Secret',
    '../project-two/secret.yaml#/Secret',
    '%2e%2e/secret.yaml#/Secret',
    '..%2fsecret.yaml#/Secret',
    'real/../../secret.yaml#/Secret',
    '/etc/passwd',
    '/etc/passwd#/0',
    'file:///etc/passwd',
    '/dev/zero',
    '/proc/self/environ',
    'link-out.yaml#/Secret',
    'folder-out/secret.yaml#/Secret',
    'folder-out/nothing.yaml',
    'folder-out/nothing/pet.yaml',
    'folder-dangling/pet.yaml',
    'twice-out.yaml#/Secret',
    'folder-out/../secret.yaml',
    'dangling.yaml',
    'loop.yaml',
    'C:/secret.yaml',
  ])('%s', async (text) => {
    const { bundle, model } = await led(text);
    const [reference] = model.nodes.Reference;
    const problem = text === 'folder-out/../secret.yaml' ? 'unresolved' : 'escape';
    expect(reference?.problem).toBe(problem);
    expect(reference?.reason).not.toMatch(/never to be seen|outside\/|nothing\.yaml/);
    expect(bundle.documents).toHaveLength(1);
    expect(bundle.failures).toEqual([]);
  });

  test('and so is the folder above, and the file system', async () => {
    const built = await led('..', '/', '../..');
    expect(outcomes(built)).toEqual(['escape', 'escape', 'escape']);
  });
});

describe('what is no file is refused unopened', () => {
  test.each(['.', './', 'folder.yaml', 'folder.yaml/', 'real'])('%s is a folder', async (text) => {
    const { model } = await led(text);
    expect(model.nodes.Reference[0]).toMatchObject({
      problem: 'unresolved',
      reason: 'it is a folder',
    });
  });

  test.skipIf(process.platform === 'win32')('a pipe', async () => {
    execFileSync('mkfifo', [join(root, 'pipe.yaml')]);
    const { model } = await led('pipe.yaml');
    expect(model.nodes.Reference[0]).toMatchObject({
      problem: 'unresolved',
      reason: 'it is no regular file',
    });
  });

  test.runIf(process.platform === 'linux')(
    'devices of the system, where the root is all of it',
    () => {
      const files = filesWithin(policyFor('/'));
      for (const path of ['/proc/self/environ', '/dev/zero', '/dev/stdin', '/sys/kernel/notes']) {
        expect(files.settle(path).problem, path).toBe('escape');
      }
      expect(files.settle(`${root}/pets.yaml`)).toEqual({ path: `${root}/pets.yaml` });
    },
  );
});

describe('a link inside the root', () => {
  test('leads to the file that it stands for', async () => {
    const built = await led('link-in.yaml#/Pet', 'pets.yaml#/Pet');
    expect(outcomes(built)).toEqual([`${root}/pets.yaml#/Pet`, `${root}/pets.yaml#/Pet`]);
    expect(built.bundle.documents).toHaveLength(2);
    expect(built.model.nodes.Schema).toHaveLength(1);
  });

  test('is what relative references in the file go by', async () => {
    const built = await led('linked/pet.yaml#/Pet');
    expect(outcomes(built)).toEqual([`${root}/real/deep/pet.yaml#/Pet`, 'unresolved']);
    write('project/tag.yaml', 'type: integer');
    expect(outcomes(await led('linked/pet.yaml#/Pet'))).toEqual([
      `${root}/real/deep/pet.yaml#/Pet`,
      `${root}/tag.yaml#`,
    ]);
  });

  test('to the root description is the root description', async () => {
    write(
      'project/openapi.yaml',
      referring(['openapi.yaml#/components/schemas/Z', 'self.yaml#/components/schemas/Z']).concat(
        '\n    Z: {}',
      ),
    );
    symlinkSync('openapi.yaml', join(root, 'self.yaml'));
    const built = await onDisk(`${root}/self.yaml`, policyFor(root));
    expect(built.bundle.documents).toHaveLength(1);
    expect(new Set(outcomes(built)).size).toBe(1);
  });

  test('to the root itself changes nothing', async () => {
    const alias = join(top, 'alias');
    symlinkSync(root, alias);
    write('project/openapi.yaml', referring(['pets.yaml#/Pet', '../secret.yaml']));
    const viaDocument = await onDisk(`${alias}/openapi.yaml`, policyFor(root));
    expect(outcomes(viaDocument)).toEqual([`${root}/pets.yaml#/Pet`, 'escape']);
    const viaRoot = await onDisk(`${root}/openapi.yaml`, policyFor(alias));
    expect(outcomes(viaRoot)).toEqual([`${alias}/pets.yaml#/Pet`, 'escape']);
    const viaBoth = await onDisk(`${alias}/openapi.yaml`, policyFor(alias));
    expect(outcomes(viaBoth)).toEqual([`${alias}/pets.yaml#/Pet`, 'escape']);
  });
});

describe('a file that is missing', () => {
  test.each([
    ['case.yaml', 'there is no file "case.yaml", but there is "Case.yaml"'],
    ['Real/deep/pet.yaml', 'there is no folder "Real", but there is "real"'],
    ['real/Deep/more/pet.yaml', 'there is no folder "Deep", but there is "deep"'],
    ['gone/deep/pet.yaml', 'there is no file "pet.yaml"'],
    ['other.yaml', 'there is no file "other.yaml", but there is "other.yml"'],
    ['real/nothing.yaml', 'there is no file "nothing.yaml"'],
    ['nowhere/pet.yaml', 'there is no file "pet.yaml"'],
    ['pets.yaml/pet.yaml', 'there is no file "pet.yaml"'],
    [`${'x'.repeat(300)}.yaml`, `there is no file "${'x'.repeat(300)}.yaml"`],
  ])('%s', async (text, reason) => {
    const { model } = await led(text);
    expect(model.nodes.Reference[0]).toMatchObject({ problem: 'unresolved', reason });
  });
});

test.each([
  ['big.yaml', /more than the 1000 bytes/],
  ['empty.yaml', /./],
  ['binary.yaml', /zero byte/],
])('a file that cannot be read is a failure with its own name: %s', async (text, message) => {
  const { bundle, model } = await led(text, text);
  expect(model.nodes.Reference.map(({ problem }) => problem)).toEqual(['unreadable', 'unreadable']);
  expect(bundle.failures).toHaveLength(1);
  expect(bundle.failures[0]).toMatchObject({
    uri: `${root}/${text}`,
    message: expect.stringMatching(message),
  });
});

test('a description from standard input refers to files beside the name that it was given', () => {
  const named = inMemory(
    { [`${root}/real/stdin.yaml`]: referring(['tag.yaml', '../pets.yaml#/Pet']) },
    { root },
  );
  expect(outcomes(named)).toEqual([`${root}/real/tag.yaml#`, `${root}/pets.yaml#/Pet`]);
  const relative = inMemory({ 'real/<stdin>': referring(['tag.yaml']) }, { root });
  expect(outcomes(relative)).toEqual([`${root}/real/tag.yaml#`]);
});

test('what one description read, another one need not read again', async () => {
  const cache = new Map();
  write('project/openapi.yaml', referring(['pets.yaml#/Pet']));
  const first = await onDisk(`${root}/openapi.yaml`, policyFor(root, { cache }));
  const second = await onDisk(`${root}/openapi.yaml`, policyFor(root, { cache }));
  expect(second.bundle.documents[1]).toBe(first.bundle.documents[1]);
});
