import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { pageText, ROOT } from '../docs/fenced.ts';

const FOLDER = '.github/workflows';

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: { readonly [name: string]: unknown };
}

interface Job {
  readonly permissions: { readonly [scope: string]: string };
  readonly 'timeout-minutes': number;
  readonly environment?: string;
  readonly strategy?: { readonly matrix: { readonly node?: readonly number[] } };
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: { readonly [event: string]: unknown };
  readonly permissions: object;
  readonly concurrency: object;
  readonly jobs: { readonly [id: string]: Job };
}

const NAMES = readdirSync(join(ROOT, FOLDER));
const WORKFLOWS = NAMES.map(
  (name) => [name, load(pageText(`${FOLDER}/${name}`)) as unknown as Workflow] as const,
);
const JOBS = WORKFLOWS.flatMap(([name, { jobs }]) =>
  Object.entries(jobs).map(([id, job]) => [`${name} ${id}`, job] as const),
);

function jobNamed(name: string): Job | undefined {
  return JOBS.find(([each]) => each === name)?.[1];
}

describe('the project’s own workflows', () => {
  test('are these', () => {
    expect(NAMES.toSorted()).toEqual(['ci.yml', 'own-action.yml', 'release.yml']);
  });

  test.each(WORKFLOWS)('%s gives no job a right that it does not name', (_, workflow) => {
    expect(workflow.permissions).toEqual({});
    expect(workflow.concurrency).toHaveProperty('group');
    expect(workflow.on).not.toHaveProperty('pull_request_target');
  });

  test.each(JOBS)('%s ends in time, and has no more rights than it needs', (name, job) => {
    expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
    const needed: { readonly [job: string]: object } = {
      'release.yml publish': { 'id-token': 'write' },
      'release.yml tag': { contents: 'write' },
    };
    expect(job.permissions).toEqual(needed[name] ?? { contents: 'read' });
  });

  test.each(JOBS)('%s uses this Action, and others pinned by their commit', (_, job) => {
    for (const { uses } of job.steps) {
      if (uses === undefined) continue;
      expect(uses).toMatch(/^(?:\.\/|[\w-]+\/[\w./-]+@[0-9a-f]{40})$/);
    }
  });

  test.each(JOBS)('%s leaves no token in the checkout and no expression in a script', (_, job) => {
    for (const { uses, run, with: inputs } of job.steps) {
      if (uses?.startsWith('actions/checkout@'))
        expect(inputs?.['persist-credentials']).toBe(false);
      expect(run ?? '').not.toContain('${{');
    }
  });
});

test('CI runs everything on each Node that is promised', () => {
  const job = jobNamed('ci.yml everything');
  const least = Number(/\d+/.exec(packageFile.engines.node)?.[0]);
  expect(job?.strategy?.matrix.node?.[0]).toBe(least);
  expect(job?.steps.at(-1)?.run).toBe('.ci/run');
});

describe('a release', () => {
  const [publish, tag] = [jobNamed('release.yml publish'), jobNamed('release.yml tag')];

  test('is published with provenance, from an environment, and without running the checkout', () => {
    expect(publish?.environment).toBe('npm');
    const scripts = publish?.steps.map(({ run }) => run ?? '').join('\n') ?? '';
    expect(scripts).toMatch(/npm publish .*--provenance/);
    expect(publish?.steps.some(({ uses }) => uses?.startsWith('actions/checkout'))).toBe(false);
  });

  test('hands on one package, whose sum each job checks', () => {
    for (const job of [publish, tag]) {
      const script = job?.steps.find(({ run }) => run !== undefined)?.run ?? '';
      expect(
        script.startsWith('echo "$SHA256  release/specgate-$VERSION.tgz" | sha256sum --check\n'),
      ).toBe(true);
    }
  });
});
