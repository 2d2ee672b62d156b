import { rules } from '../rules/index.ts';
import { POLICY_RULES } from './policy/rules.ts';
import type { Report } from './report/report.ts';
import { gather, type Target } from './scan/inputs.ts';
import type { ScanOptions } from './scan/options.ts';
import { prepare } from './scan/settings.ts';
import { scan as scanInputs } from './scan.ts';

export type { Failure } from './errors.ts';
export { UserError } from './errors.ts';
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
export type { RuleChoice, ScanOptions } from './scan/options.ts';

/**
 * Scans files, folders, globs and texts as the command does: `await scan(['api/', { path: 'live.yaml', content }])`.
 * What cannot be scanned stands in the report's `failures`; throws a UserError for options that make no sense, and the
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

function isList(targets: Target | readonly Target[]): targets is readonly Target[] {
  return Array.isArray(targets);
}
