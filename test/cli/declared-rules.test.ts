import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { plant } from '../discover/tree.ts';
import { fakeIo } from './fake-io.ts';

async function run(cwd: string, ...argv: readonly string[]) {
  const io = fakeIo({ cwd });
  const status = await main(argv, io);
  return { status, out: io.out(), err: io.err() };
}

const CONFIG = `version: 1
checks:
  - id: acme/owner-missing
    title: Operation names no owner
    kind: Operation
    severity: critical
    why: Nobody answers for it.
    require: { field: x-owner, present: true }
`;

describe('a check that a configuration declares', () => {
  test('is listed and explained in its folder', async () => {
    const cwd = plant({ 'specgate.yaml': CONFIG });
    expect((await run(cwd, 'rules')).out).toMatch(/acme\/owner-missing +critical/);
    expect((await run(cwd, 'rules', '--category', 'transport')).out).not.toContain('acme/');
    const { status, out } = await run(cwd, 'explain', 'acme/owner-missing');
    expect(status).toBe(0);
    expect(out).toContain('Nobody answers for it.');
    const json = await run(cwd, 'rules', '-f', 'json');
    expect(JSON.parse(json.out).rules.at(-1)).toMatchObject({ id: 'acme/owner-missing' });
  });

  test('is known elsewhere where the configuration or the policy is named', async () => {
    const home = plant({ 'org/specgate.yaml': CONFIG, 'work/a.txt': '' });
    const cwd = `${home}/work`;
    for (const flag of ['--config', '--policy']) {
      const named = [flag, `${home}/org/specgate.yaml`];
      expect((await run(cwd, 'explain', 'acme/owner-missing', ...named)).status).toBe(0);
      expect((await run(cwd, 'rules', ...named)).out).toContain('acme/owner-missing');
    }
  });

  test.each([
    ['explain', 'acme/owner-missing'],
    ['scan', '--only=acme/owner-missing', 'api.yaml'],
    ['scan', '--rule=acme/owner-missing=low', 'api.yaml'],
  ])('that is unknown here is refused with what to do: %s %s', async (...argv) => {
    const cwd = plant({ 'api.yaml': 'openapi: 3.1.0\npaths: {}\n', 'sub/specgate.yaml': CONFIG });
    const { status, err } = await run(cwd, ...argv);
    expect(status).toBe(2);
    expect(err).toContain('There is no rule "acme/owner-missing"');
    expect(err).toContain('checks need the configuration that declares them');
  });

  test('is refused where it is wrong, but built-in rules are explained all the same', async () => {
    const cwd = plant({ 'specgate.yaml': CONFIG.replace('kind: Operation', 'kind: Operatoin') });
    const { status, err } = await run(cwd, 'rules');
    expect(status).toBe(2);
    expect(err).toMatch(/specgate\.yaml:5:\d+ .*Did you mean "Operation"/s);
    expect((await run(cwd, 'rules', '--no-config')).status).toBe(0);
    expect((await run(cwd, 'explain', 'auth-missing')).status).toBe(0);
  });
});
