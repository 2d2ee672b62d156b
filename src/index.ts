import { rules } from '../rules/index.ts';
import { UserError } from './errors.ts';
import { POLICY_RULES } from './policy/rules.ts';
import { REPORTERS } from './report/index.ts';
import type { Report, Style } from './report/report.ts';
import { isInMemory } from './scan/config-object.ts';
import { gather, sourceOf, type Target } from './scan/inputs.ts';
import type { ScanOptions as CommandOptions } from './scan/options.ts';
import { prepare } from './scan/settings.ts';
import { scan as scanInputs } from './scan.ts';
import { Source } from './source/source.ts';

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
export type { ConfigObject, RuleChoice } from './scan/options.ts';
export { UserError };

/** What a scan may be told. Comparing with a git revision is for the command alone, which starts git. */
export type ScanOptions = Omit<CommandOptions, 'since' | 'inMemory' | 'pluginNames'>;

/**
 * Scans files, folders, globs and texts as the command does: `await scan(['api/', { path: 'live.yaml', content }])`.
 * An empty list means what the configuration includes, else the current folder. What cannot be scanned stands in the report's
 * `failures`; throws a UserError for options that make no sense, and the reason of the signal if it is aborted. Texts alone,
 * with `refs: 'none'` and `config` an object or false, are scanned without touching disk, network or process.
 */
export async function scan(
  targets: Target | readonly Target[],
  options: ScanOptions = {},
): Promise<Report> {
  const list = isList(targets) ? targets : [targets];
  const all: CommandOptions = isInMemory(list, options)
    ? { cwd: '/', ...options, inMemory: true }
    : options;
  const { settings, governor } = prepare(all, [...rules, ...POLICY_RULES]);
  const { inputs, extent } = await gather(list, all, governor);
  return scanInputs(inputs, {
    ...settings,
    extent,
    references: { ...settings.references, given: givenOf(list, all) },
  });
}

/** Texts may refer to each other by their paths, whether there are such files or not. */
function givenOf(list: readonly Target[], { cwd }: CommandOptions): ReadonlyMap<string, Source> {
  const sources = list.flatMap((target) =>
    typeof target === 'string' ? [] : sourceOf(target, cwd),
  );
  return new Map(
    sources.flatMap((source) => (source instanceof Source ? [[source.uri, source] as const] : [])),
  );
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
