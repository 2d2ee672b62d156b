import { PRESETS } from '../engine/presets.ts';
import { CATEGORIES, TAGS } from '../rule/categories.ts';
import { SEVERITIES } from '../rule/severity.ts';
import { COLOR_CHOICES } from './color.ts';
import type { OptionRow } from './option.ts';

export const FAIL_ON_CHOICES = [...SEVERITIES, 'never'] as const;
export const LISTING_FORMATS = ['text', 'json'] as const;

/** The headings. */
export const CHECKED = 'What is checked';
export const SHOWN = 'What is shown';
export const GATE = 'When it fails';
export const FILES = 'What is read';
export const OTHER = 'Other';

export const color: OptionRow = {
  name: 'color',
  argument: '<when>',
  about: 'Colour in what is printed; auto follows NO_COLOR, FORCE_COLOR, TERM and the terminal.',
  choices: COLOR_CHOICES,
  default: 'auto',
  group: OTHER,
};

export const verbose: OptionRow = {
  name: 'verbose',
  short: 'v',
  about: 'Say on stderr what is being done.',
  group: OTHER,
};

export const preset: OptionRow = {
  name: 'preset',
  argument: '<name>',
  about: 'A named selection of rules, or acme/base of a plug-in; later ones override earlier ones.',
  choices: Object.keys(PRESETS),
  default: 'recommended',
  many: 'commas',
  group: CHECKED,
};

export const plugin: OptionRow = {
  name: 'plugin',
  argument: '<name-or-path>',
  about: 'A package or file with further rules. Its code runs: name only what you trust.',
  many: 'repeats',
  group: CHECKED,
};

export const pluginTimeout: OptionRow = {
  name: 'plugin-timeout',
  argument: '<seconds>',
  about:
    'A plug-in that takes longer to load, and a rule of one that takes longer on one document, are stopped: exit 2.',
  default: '10',
  group: CHECKED,
};

export const category: OptionRow = {
  name: 'category',
  argument: '<name>',
  about: 'Only rules of these categories.',
  choices: Object.keys(CATEGORIES),
  many: 'commas',
  group: CHECKED,
};

export const tag: OptionRow = {
  name: 'tag',
  argument: '<name>',
  about: 'Only rules with one of these tags.',
  choices: TAGS,
  many: 'commas',
  group: CHECKED,
};

export const listingFormat: OptionRow = {
  name: 'format',
  short: 'f',
  argument: '<name>',
  about: 'How it is printed.',
  choices: LISTING_FORMATS,
  default: 'text',
  group: SHOWN,
};

export const failOn: OptionRow = {
  name: 'fail-on',
  argument: '<severity>',
  about: 'Exit 1 if there is a finding of this severity or above.',
  choices: FAIL_ON_CHOICES,
  default: 'high',
  group: GATE,
};

export const exitZero: OptionRow = {
  name: 'exit-zero',
  about: 'Exit 0 where the gate fails; an incomplete scan still exits 2.',
  group: GATE,
};

export const config: OptionRow = {
  name: 'config',
  short: 'c',
  argument: '<file>',
  about: 'This configuration for all documents.',
  default: 'the nearest specgate.yaml above each document',
  group: CHECKED,
};

export const noConfig: OptionRow = {
  name: 'no-config',
  about: 'Read no configuration file.',
  group: CHECKED,
};

export const policy: OptionRow = {
  name: 'policy',
  argument: '<file>',
  about: 'A configuration from outside of the checkout, with what it locks.',
  group: CHECKED,
};

export const shard: OptionRow = {
  name: 'shard',
  argument: '<i/n>',
  about: 'Only part i of n of the documents, as one of n machines; `specgate report` merges.',
  group: FILES,
};

export const jobs: OptionRow = {
  name: 'jobs',
  argument: '<number>',
  about: 'Check so many documents at the same time.',
  default: 'by the number of cores, where there is enough to do',
  group: OTHER,
};
