import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readInputs, variableOf } from '../../action/inputs.js';
import { COUNTS } from '../../action/report.js';
import { actionFile, callsAction } from './runner.ts';

const { inputs, outputs, runs } = actionFile();
const scripts = runs.steps.flatMap((step) => (callsAction(step) ? [] : [step]));
const calls = runs.steps.filter(callsAction);
const [scan, verdict] = scripts;

test('every input has a description and a default, and reaches the script by its variable', () => {
  for (const row of Object.values(inputs)) {
    expect(Object.keys(row).toSorted()).toEqual(['default', 'description']);
  }
  expect(scan?.env).toEqual(
    Object.fromEntries(
      Object.keys(inputs).map((name) => [variableOf(name), `\${{ inputs.${name} }}`]),
    ),
  );
});

test('the script reads every input', () => {
  const given = Object.keys(inputs).map((name) => [variableOf(name), `of ${name}`] as const);
  const { inputs: read } = readInputs(Object.fromEntries(given));
  const flags = { annotations: false, summary: false, upload: false };
  const camel = (name: string): string =>
    name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const lists = ['paths', 'format', 'args'];
  expect(read).toEqual({
    ...Object.fromEntries(
      Object.keys(inputs).map((name) => [
        camel(name),
        lists.includes(name) ? [`of ${name}`] : `of ${name}`,
      ]),
    ),
    ...flags,
  });
});

test('every output is one that the first step writes', () => {
  const others = ['result', 'exit-code', 'score', 'sarif-file', 'json-file'];
  expect(Object.keys(outputs).toSorted()).toEqual([...COUNTS, ...others].toSorted());
  for (const [name, { value }] of Object.entries(outputs)) {
    expect(value).toBe(`\${{ steps.scan.outputs.${name} }}`);
  }
});

test('no expression stands in a script', () => {
  expect(runs.using).toBe('composite');
  for (const step of scripts) {
    expect(step.run).not.toContain('${{');
    expect(step.shell).toBe('bash');
  }
  expect(scripts.length).toBe(2);
  expect(verdict?.if).toBe(`\${{ !cancelled() }}`);
  expect(runs.steps.at(-1)).toBe(verdict);
});

test('the one other action is GitHub’s upload, pinned by its commit, and told only what the scan says', () => {
  expect(calls.map(({ uses }) => uses)).toEqual([
    expect.stringMatching(/^github\/codeql-action\/upload-sarif@[0-9a-f]{40}$/),
  ]);
  expect(calls[0]?.with).toEqual({
    sarif_file: `\${{ steps.scan.outputs.sarif-file }}`,
    category: `\${{ steps.scan.outputs.category }}`,
  });
});

test('the scripts need nothing but Node and each other', () => {
  const folder = new URL('../../action/', import.meta.url);
  for (const name of readdirSync(folder)) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    for (const [, from] of text.matchAll(/^import .* from '(.*)';$/gm)) {
      expect(from).toMatch(/^(?:node:|\.\/)/);
    }
  }
});
