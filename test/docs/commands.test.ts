import { CommanderError } from 'commander';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import type { OptionRow } from '../../src/cli/option.ts';
import { parseArguments, type Request } from '../../src/cli/program.ts';
import { POLICY_RULES } from '../../src/policy/rules.ts';
import { REPORTERS } from '../../src/report/index.ts';
import { commandLinesIn } from './command-lines.ts';
import { fencedIn, pages } from './fenced.ts';

/** Languages in which a command line may stand; others quote what a program printed, or a description. */
const SCRIPTS = ['sh', 'bash', 'shell', 'console', 'yaml', 'yml', 'groovy', 'dockerfile'];
const IDS = new Set([...rules, ...POLICY_RULES].map(({ id }) => id));

/** What is wrong with a command line, by the tables of commands and options. */
function problemsOf(argv: readonly string[]): readonly string[] {
  const said: string[] = [];
  try {
    const request = parseArguments(argv, {
      out: () => {},
      error: (text) => said.push(text),
      columns: () => 80,
    });
    return request === undefined ? [] : wrongValues(request);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? [] : [said.join('').split('\n')[0] ?? error.message];
  }
}

function wrongValues({ row, given }: Request): readonly string[] {
  return row.options.flatMap((option) => {
    const values = (given.get(option.name) ?? []).flatMap((value) =>
      option.many === 'commas' ? value.split(',') : [value],
    );
    return values
      .filter((value) => !value.includes('$') && !isAllowed(option, row.name, value))
      .map((value) => `--${option.name} does not take "${value}"`);
  });
}

function isAllowed({ name, choices }: OptionRow, command: string, value: string): boolean {
  const [head = ''] = value.split('=');
  if (choices !== undefined) return choices.includes(value);
  if (name === 'format' && command !== 'rules' && command !== 'explain')
    return REPORTERS.some((reporter) => reporter.name === head);
  return ['rule', 'only', 'skip'].includes(name) ? IDS.has(head) : true;
}

const COMMANDS = pages().flatMap((page) =>
  fencedIn(page)
    .filter(({ language }) => SCRIPTS.includes(language))
    .flatMap(({ line, text }) =>
      commandLinesIn(text)
        // A line of usage, not of use.
        .filter(({ argv }) => !argv.some((word) => /^\[|^</.test(word)))
        .map((each) => ({
          place: `${page}:${line + each.line - 1}`,
          line: `specgate ${each.argv.join(' ')}`.trim(),
          argv: each.argv,
        })),
    ),
);

describe('every command line of the pages is one that the command takes', () => {
  test.each(COMMANDS)('$place $line', ({ argv }) => {
    expect(problemsOf(argv)).toEqual([]);
  });
});

test('command lines are found where they are known to be', () => {
  const found = new Set(COMMANDS.map(({ place }) => place.split(':')[0]));
  const known = ['README.md', 'docs/cli.md', 'docs/ci/README.md', 'docs/ci/azure.md'];
  expect(known.filter((page) => !found.has(page))).toEqual([]);
  expect(COMMANDS.length).toBeGreaterThan(30);
});

test('a wrong command line is known as one', () => {
  expect(problemsOf(['--fail-on', 'bad', 'a.yaml'])).toEqual(['--fail-on does not take "bad"']);
  expect(problemsOf(['-f', 'text', '-f', 'sarfi=a'])).toEqual(['--format does not take "sarfi=a"']);
  expect(problemsOf(['--only', 'no-such-rule'])).toEqual(['--only does not take "no-such-rule"']);
  expect(problemsOf(['--nope'])).toEqual([expect.stringContaining("unknown option '--nope'")]);
  expect(problemsOf(['--version'])).toEqual([]);
});
