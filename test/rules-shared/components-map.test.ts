import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeIo } from '../cli/fake-io.ts';
import { plant } from '../discover/tree.ts';

test('a map of components that is a reference is called that, not a wrong name', async () => {
  const api =
    'openapi: 3.1.0\ninfo: { title: A, version: v }\ncomponents: { schemas: { $ref: a.yaml } }\n';
  const io = fakeIo({ cwd: plant({ 'api.yaml': api }) });
  await main(['api.yaml', '--no-config', '--only', 'structure-invalid', '-f', 'json'], io);
  expect(JSON.parse(io.out()).findings.map(({ message }: { message: string }) => message)).toEqual([
    '"schemas" has to be a map of definitions, not a reference to "a.yaml".',
  ]);
});
