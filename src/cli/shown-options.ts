import { CONFIDENCES, SEVERITIES } from '../rule/severity.ts';
import type { OptionRow } from './option.ts';
import { SHOWN } from './option-rows.ts';

/** What is shown of a report, and how: the same for every command that writes one. */
export const SHOWN_OPTIONS: readonly OptionRow[] = [
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
    name: 'sarif-category',
    argument: '<name>',
    about: 'In SARIF, a name that tells several analyses of one commit apart.',
    group: SHOWN,
  },
  {
    name: 'sarif-include-suppressed',
    about: 'In SARIF, also waived and known findings, marked; GitHub shows them as open.',
    group: SHOWN,
  },
];
