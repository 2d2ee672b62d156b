import { rules } from '../rules/index.ts';
import { UserError } from './errors.ts';
import { POLICY_RULES } from './policy/rules.ts';
import { REPORTERS } from './report/index.ts';
import type { Report, Style } from './report/report.ts';
import { gather, type Target } from './scan/inputs.ts';
import type { ScanOptions as CommandOptions } from './scan/options.ts';
import { prepare } from './scan/settings.ts';
import { scan as scanInputs } from './scan.ts';

export type { Failure } from './errors.ts';
export type {
  Gate,
  GateReason,
  Location,
  RelatedLocation,
  Result,
  Status,
} from './policy/verdict.ts';
export type { ActiveRule, Report, Reporter, ScannedDocument, Style } from './report/report.ts';
export type { Target, TextDocument } from './scan/inputs.ts';
export type { RuleChoice } from './scan/options.ts';
export { UserError };

/** What a scan may be told. Comparing with a git revision is for the command alone, which starts git. */
export type ScanOptions = Omit<CommandOptions, 'since'>;

/**
 * Scans files, folders, globs and texts as the command does: `await scan(['api/', { path: 'live.yaml', content }])`.
 * An empty list means what the configuration includes, else the current folder. What cannot be scanned stands in the report's `failures`; throws a UserError for options that make no sense, and the
 * reason of the signal if it is aborted.
 */
export async function scan(
  targets: Target | readonly Target[],
  options: ScanOptions = {},
): Promise<Report> {
  const { settings, governor } = prepare(options, [...rules, ...POLICY_RULES]);
  const list = isList(targets) ? targets : [targets];
  const { inputs } = await gather(list, options, governor);
  return scanInputs(inputs, settings);
}

/**
 * A report in a format of the command, as `text`, `json` or `sarif`; the style says what is shown, for people in text, 80
 * columns wide and without colour unless it says otherwise. Throws a UserError for a format that does not exist.
 */
export function render(report: Report, format: string, style: Partial<Style> = {}): string {
  const reporter = REPORTERS.find(({ name }) => name === format);
  if (reporter === undefined) {
    const names = REPORTERS.map(({ name }) => name).join(', ');
    throw new UserError(`There is no format "${format}".`, `There are ${names}.`);
  }
  return [...reporter.render(report, { ...PLAIN, ...style })].join('');
}

const PLAIN: Style = {
  color: false,
  width: 80,
  all: false,
  minSeverity: 'info',
  minConfidence: 'low',
  quiet: false,
  showSuppressed: false,
};

function isList(targets: Target | readonly Target[]): targets is readonly Target[] {
  return Array.isArray(targets);
}
