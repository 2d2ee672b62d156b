import type { CommandRow } from './command.ts';
import {
  BASELINE_OPTIONS,
  CONFIG_OPTIONS,
  DIFF_OPTIONS,
  EXPLAIN_OPTIONS,
  INIT_OPTIONS,
  REPORT_OPTIONS,
  RULES_OPTIONS,
  SCAN_OPTIONS,
} from './options.ts';

/** Every command: a new one is a row here and a file that it loads. */
export const COMMANDS: readonly CommandRow[] = [
  {
    name: 'scan',
    operands: '[paths...]',
    about: 'Check API descriptions and fail on what an attacker would find.',
    examples: [
      ['specgate openapi.yaml', 'check one description'],
      ['specgate', 'check all descriptions below this folder'],
      ["specgate 'api/**/*.yaml' -f text -f sarif=out.sarif", 'two reports of one scan'],
      ['make-spec | specgate - --stdin-filename api.yaml', 'check what another program writes'],
      ['specgate --preset strict --fail-on medium api/', 'a stricter gate'],
    ],
    options: SCAN_OPTIONS,
    isDefault: true,
    load: async () => (await import('./scan.ts')).scan,
  },
  {
    name: 'baseline',
    operands: '<create|update|prune> [paths...]',
    about: 'Write down the findings that are known, so that only new ones count.',
    examples: [
      ['specgate baseline create', 'know all that is found today'],
      ['specgate baseline prune', 'forget what has been mended'],
      ['specgate baseline update api/pets.yaml', 'know one document anew'],
    ],
    options: BASELINE_OPTIONS,
    load: async () => (await import('./baseline.ts')).baseline,
  },
  {
    name: 'diff',
    operands: '<base> [head]',
    about: 'Show what a change does to security: what is new, fixed and as before.',
    examples: [
      ['specgate diff main', 'the files as they are, compared with a branch'],
      ['specgate diff v1.4 v1.5', 'two revisions, read from git'],
      ['specgate diff old.yaml new.yaml', 'two files'],
    ],
    options: DIFF_OPTIONS,
    load: async () => (await import('./diff.ts')).diff,
  },
  {
    name: 'report',
    operands: '<results...>',
    about:
      'Merge saved JSON results, judge each description by the configuration that holds for it here, and write them in any format.',
    examples: [
      ['specgate report part-*.json', 'the results of the jobs of a matrix as one'],
      [
        'specgate report results.json -f html=report.html -f sarif=out.sarif',
        'other formats, later',
      ],
    ],
    options: REPORT_OPTIONS,
    load: async () => (await import('./report.ts')).report,
  },
  {
    name: 'config',
    operands: '<print|validate|schema> [path]',
    about: 'Show the configuration that holds, with where each value comes from.',
    examples: [
      ['specgate config print api/', 'what holds for a folder'],
      ['specgate config validate', 'whether it is right, for a hook'],
      ['specgate config schema', 'the JSON Schema, for an editor'],
    ],
    options: CONFIG_OPTIONS,
    load: async () => (await import('./config.ts')).config,
  },
  {
    name: 'init',
    operands: '[plugin] [name]',
    about: 'Write a configuration that fits what is found here; never overwrites.',
    examples: [
      ['specgate init', 'a commented specgate.yaml'],
      ['specgate init --workflow', 'and a workflow for GitHub Actions'],
      ['specgate init plugin acme', 'rules of your own, with fixtures and tests'],
    ],
    options: INIT_OPTIONS,
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'rules',
    operands: '',
    about: 'List the rules.',
    examples: [
      ['specgate rules --category authentication', 'the rules of one category'],
      ['specgate rules --format json', 'all that is known of every rule'],
    ],
    options: RULES_OPTIONS,
    load: async () => (await import('./rules.ts')).listRules,
  },
  {
    name: 'explain',
    operands: '<rule>',
    about: "Explain a rule, by its id or by another tool's name for it.",
    examples: [
      ['specgate explain auth-apikey-in-url', 'the danger, an example, and how to mend it'],
      ['specgate explain CKV_OPENAPI_4', 'which rule answers a check of another tool'],
    ],
    options: EXPLAIN_OPTIONS,
    load: async () => (await import('./explain.ts')).explain,
  },
];
