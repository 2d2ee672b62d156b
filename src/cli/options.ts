import { SEVERITIES } from '../rule/severity.ts';
import type { OptionRow } from './option.ts';
import {
  CHECKED,
  category,
  color,
  config,
  exitZero,
  FILES,
  failOn,
  GATE,
  jobs,
  listingFormat,
  noConfig,
  OTHER,
  plugin,
  pluginTimeout,
  policy,
  preset,
  shard,
  tag,
  verbose,
} from './option-rows.ts';
import { SHOWN_OPTIONS } from './shown-options.ts';

export const REFS_CHOICES = ['none', 'local', 'remote'] as const;

export const SCAN_OPTIONS: readonly OptionRow[] = [
  ...SHOWN_OPTIONS,
  failOn,
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
  exitZero,
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
  config,
  noConfig,
  policy,
  plugin,
  pluginTimeout,
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
  shard,
  jobs,
  color,
  { name: 'no-progress', about: 'No spinner.', group: OTHER },
  { name: 'timings', about: 'Print on stderr how long each step took.', group: OTHER },
  verbose,
];

export const RULES_OPTIONS: readonly OptionRow[] = [
  { ...preset, about: 'Only rules that one of these presets asks.', default: 'all rules' },
  plugin,
  pluginTimeout,
  category,
  tag,
  config,
  noConfig,
  policy,
  listingFormat,
  color,
  verbose,
];

export const EXPLAIN_OPTIONS: readonly OptionRow[] = [
  config,
  noConfig,
  policy,
  plugin,
  pluginTimeout,
  listingFormat,
  color,
  verbose,
];

const NOT_FOR_BASELINES = new Set([
  ...SHOWN_OPTIONS.map(({ name }) => name),
  'fail-on',
  'since',
  'exit-zero',
  'stdin-filename',
  'skip-others',
  'timeout',
  'jobs',
  'shard',
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

export const CONFIG_OPTIONS: readonly OptionRow[] = [
  config,
  policy,
  plugin,
  pluginTimeout,
  color,
  verbose,
];

export const INIT_OPTIONS: readonly OptionRow[] = [
  {
    name: 'workflow',
    about: 'Also write a workflow for GitHub Actions.',
    group: OTHER,
  },
  color,
  verbose,
];

/** What is scanned was said when it was; what is shown and what fails is said anew. */
export const REPORT_OPTIONS: readonly OptionRow[] = [
  ...SHOWN_OPTIONS,
  failOn,
  exitZero,
  config,
  noConfig,
  policy,
  plugin,
  pluginTimeout,
  color,
  verbose,
];

const NOT_FOR_DIFFERENCES = new Set([
  ...SHOWN_OPTIONS.map(({ name }) => name).filter(
    (name) => !['output', 'min-severity', 'min-confidence', 'all'].includes(name),
  ),
  'baseline',
  'since',
  'stdin-filename',
  'skip-others',
  'jobs',
  'shard',
  'no-progress',
  'timings',
]);

/** Both sides are scanned as always; only what is new counts. */
export const DIFF_OPTIONS: readonly OptionRow[] = [
  listingFormat,
  ...SCAN_OPTIONS.filter(({ name }) => !NOT_FOR_DIFFERENCES.has(name)).map((row) => {
    if (row.name === 'fail-on') {
      return { ...row, about: 'Exit 1 if there is a new finding of this severity or above.' };
    }
    return row.name === 'output' ? { ...row, about: 'Write the comparison to a file.' } : row;
  }),
];
