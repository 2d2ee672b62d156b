import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, expect, test, vi } from 'vitest';
import { plant } from '../discover/tree.ts';
import { ROOT } from '../docs/fenced.ts';
import { startRunner } from './runner.ts';

vi.setConfig({ testTimeout: 60_000 });

// The steps of the workflow that tries the Action on real runners, tried here first.

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly uses?: string;
  readonly 'continue-on-error'?: boolean;
  readonly with?: { readonly [input: string]: string };
  readonly env?: { readonly [name: string]: string };
  readonly run?: string;
}

const workflow = load(readFileSync(join(ROOT, '.github/workflows/own-action.yml'), 'utf8'));
const { jobs } = workflow as unknown as {
  readonly jobs: { readonly action: { readonly steps: readonly Step[] } };
};

const runner = await startRunner();
afterAll(runner.remove);

test('every step of the workflow ends as it should', () => {
  const workspace = plant({});
  cpSync(join(ROOT, 'fixtures/examples'), join(workspace, 'fixtures/examples'), {
    recursive: true,
  });
  const outputs = new Map<string, string>();
  const checked: string[] = [];
  for (const step of jobs.action.steps) {
    if (step.uses === './') {
      const used = runner.use({ workspace, ...(step.with && { with: step.with }) });
      expect([step.id, used.exitCode !== 0]).toEqual([step.id, step['continue-on-error'] === true]);
      for (const [name, value] of Object.entries(used.outputs)) {
        outputs.set(`steps.${step.id}.outputs.${name}`, value);
      }
    } else if (step.env !== undefined) {
      const env = Object.entries(step.env).map(([name, text]) => [
        name,
        text.replace(/\$\{\{ (\S+) \}\}/, (_, output: string) => outputs.get(output) ?? ''),
      ]);
      const { status } = spawnSync('bash', ['-ec', step.run ?? 'exit 1'], {
        cwd: workspace,
        env: { PATH: process.env.PATH, ...Object.fromEntries(env) },
      });
      expect([step.name, status]).toEqual([step.name, 0]);
      checked.push(step.name ?? '');
    }
  }
  expect(checked.length).toBe(3);
});
