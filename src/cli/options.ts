import { PRESETS } from '../engine/presets.ts';
import { CATEGORIES, TAGS } from '../rule/categories.ts';
import { CONFIDENCES, SEVERITIES } from '../rule/severity.ts';
import { COLOR_CHOICES } from './color.ts';
import type { OptionRow } from './option.ts';

export const FAIL_ON_CHOICES = [...SEVERITIES, 'never'] as const;
export const REFS_CHOICES = ['none', 'local', 'remote'] as const;
export const LISTING_FORMATS = ['text', 'json'] as const;

const CHECKED = 'What is checked';
const SHOWN = 'What is shown';
const GATE = 'When it fails';
const FILES = 'What is read';
const OTHER = 'Other';

const color: OptionRow = {
  name: 'color',
  argument: '<when>',
  about: 'Colour in what is printed; auto follows NO_COLOR, FORCE_COLOR, TERM and the terminal.',
  choices: COLOR_CHOICES,
  default: 'auto',
  group: OTHER,
};

const verbose: OptionRow = {
  name: 'verbose',
  short: 'v',
  about: 'Say on stderr what is being done.',
  group: OTHER,
};

const preset: OptionRow = {
  name: 'preset',
  argument: '<name>',
  about: 'A named selection of rules; later ones override earlier ones.',
  choices: Object.keys(PRESETS),
  default: 'recommended',
  many: 'commas',
  group: CHECKED,
};

const category: OptionRow = {
  name: 'category',
  argument: '<name>',
  about: 'Only rules of these categories.',
  choices: Object.keys(CATEGORIES),
  many: 'commas',
  group: CHECKED,
};

const tag: OptionRow = {
  name: 'tag',
  argument: '<name>',
  about: 'Only rules with one of these tags.',
  choices: TAGS,
  many: 'commas',
  group: CHECKED,
};

const listingFormat: OptionRow = {
  name: 'format',
  short: 'f',
  argument: '<name>',
  about: 'How it is printed.',
  choices: LISTING_FORMATS,
  default: 'text',
  group: SHOWN,
};

export const SCAN_OPTIONS: readonly OptionRow[] = [
  {
    name: 'format',
    short: 'f',
    argument: '<name[=file]>',
    about: 'A format, and the file to write it to; at most one goes to stdout.',
    default: 'text',
    many: 'repeats',
    group: SHOWN,
  },
  {
    name: 'output',
    short: 'o',
    argument: '<file>',
    about: 'Write the report to a file, in the format of --format or of its extension.',
    group: SHOWN,
  },
  {
    name: 'min-severity',
    argument: '<severity>',
    about: 'Show only findings from this severity on; the gate does not change.',
    choices: SEVERITIES,
    default: 'info',
    group: SHOWN,
  },
  {
    name: 'min-confidence',
    argument: '<confidence>',
    about: 'Show only findings of rules that are at least so sure; the gate does not change.',
    choices: CONFIDENCES,
    default: 'low',
    group: SHOWN,
  },
  { name: 'all', about: 'Show every place of a rule instead of the first three.', group: SHOWN },
  {
    name: 'show-suppressed',
    about: 'List also findings that are waived, with the reasons, and known ones.',
    group: SHOWN,
  },
  {
    name: 'quiet',
    short: 'q',
    about: 'Only the verdict and what could not be scanned.',
    group: SHOWN,
  },
  {
    name: 'fail-on',
    argument: '<severity>',
    about: 'Exit 1 if there is a finding of this severity or above.',
    choices: FAIL_ON_CHOICES,
    default: 'high',
    group: GATE,
  },
  {
    name: 'baseline',
    argument: '<file>',
    about: 'Known findings, which do not count; see `specgate baseline`.',
    group: GATE,
  },
  {
    name: 'since',
    argument: '<revision>',
    about: 'Only what is new since a git revision counts.',
    group: GATE,
  },
  {
    name: 'no-inline-ignore',
    about: 'Comments and x-specgate-ignore waive nothing.',
    group: GATE,
  },
  {
    name: 'exit-zero',
    about: 'Exit 0 where the gate fails; an incomplete scan still exits 2.',
    group: GATE,
  },
  preset,
  {
    name: 'rule',
    argument: '<id=severity>',
    about: `The severity of one rule (${SEVERITIES.join(', ')}), or off.`,
    many: 'repeats',
    group: CHECKED,
  },
  {
    name: 'only',
    argument: '<ids>',
    about: 'Only these rules, also where the preset leaves them off.',
    many: 'commas',
    group: CHECKED,
  },
  {
    name: 'skip',
    argument: '<ids>',
    about: 'Not these rules.',
    many: 'commas',
    group: CHECKED,
  },
  category,
  tag,
  {
    name: 'config',
    short: 'c',
    argument: '<file>',
    about: 'This configuration for all documents.',
    default: 'the nearest specgate.yaml above each document',
    group: CHECKED,
  },
  {
    name: 'no-config',
    about: 'Read no configuration file.',
    group: CHECKED,
  },
  {
    name: 'policy',
    argument: '<file>',
    about: 'A configuration from outside of the checkout, with what it locks.',
    group: CHECKED,
  },
  {
    name: 'stdin-filename',
    argument: '<path>',
    about: 'The name of what is read from "-"; references start from its folder.',
    group: FILES,
  },
  {
    name: 'skip-others',
    about:
      'Pass over named files that are no API descriptions, or that the configuration excludes; for hooks, which name every changed file.',
    group: FILES,
  },
  {
    name: 'refs',
    argument: '<where>',
    about: 'Follow references nowhere, to files inside the root, or also to allowed hosts.',
    choices: REFS_CHOICES,
    default: 'local',
    group: FILES,
  },
  {
    name: 'allow-host',
    argument: '<host>',
    about: 'A host that --refs remote may ask, by https.',
    many: 'commas',
    group: FILES,
  },
  {
    name: 'root',
    argument: '<folder>',
    about: 'References and symbolic links must not leave it.',
    default: "the document's git checkout, else its folder",
    group: FILES,
  },
  {
    name: 'max-file-size',
    argument: '<size>',
    about: 'Larger files are refused; bytes, or with KB, MB, GB.',
    default: '100MB',
    group: FILES,
  },
  {
    name: 'max-depth',
    argument: '<levels>',
    about: 'Documents that are nested deeper are refused.',
    default: '512',
    group: FILES,
  },
  {
    name: 'timeout',
    argument: '<seconds>',
    about: 'Give up after this time and exit 2, naming what was not checked.',
    default: '300',
    group: FILES,
  },
  color,
  { name: 'no-progress', about: 'No spinner.', group: OTHER },
  { name: 'timings', about: 'Print on stderr how long each step took.', group: OTHER },
  verbose,
];

export const RULES_OPTIONS: readonly OptionRow[] = [
  { ...preset, about: 'Only rules that one of these presets asks.', default: 'all rules' },
  category,
  tag,
  listingFormat,
  color,
  verbose,
];

export const EXPLAIN_OPTIONS: readonly OptionRow[] = [listingFormat, color, verbose];

const NOT_FOR_BASELINES = new Set([
  'format',
  'output',
  'min-severity',
  'min-confidence',
  'all',
  'show-suppressed',
  'quiet',
  'fail-on',
  'since',
  'exit-zero',
  'stdin-filename',
  'skip-others',
  'timeout',
  'no-progress',
  'timings',
]);

/** A baseline is made by a scan like any other; what is shown and what fails does not matter. */
export const BASELINE_OPTIONS: readonly OptionRow[] = SCAN_OPTIONS.filter(
  ({ name }) => !NOT_FOR_BASELINES.has(name),
).map((row) =>
  row.name === 'baseline'
    ? { ...row, about: 'The file to write.', default: '.specgate-baseline.json' }
    : row,
);

export const CONFIG_OPTIONS: readonly OptionRow[] = SCAN_OPTIONS.filter(({ name }) =>
  ['config', 'policy', 'color', 'verbose'].includes(name),
);

export const INIT_OPTIONS: readonly OptionRow[] = [
  {
    name: 'workflow',
    about: 'Also write a workflow for GitHub Actions.',
    group: OTHER,
  },
  color,
  verbose,
];
