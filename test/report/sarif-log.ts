import type { Log, Run, Result as SarifResult } from 'sarif';
import type { Report, Style } from '../../src/report/report.ts';
import { sarif } from '../../src/report/sarif.ts';
import type { Source } from '../../src/source/source.ts';
import { rendered } from './golden.ts';
import { RULES } from './rules.ts';
import { PLAIN, type Planned, plan, reportOf } from './sample.ts';

/** The SARIF of a report, parsed. */
export function logOf(report: Report, style: Style = PLAIN): Log {
  return JSON.parse(rendered(sarif, report, style));
}

/** Its only run. */
export function runOf(report: Report, style: Style = PLAIN): Run {
  const [run] = logOf(report, style).runs;
  if (run === undefined) throw new Error('no run');
  return run;
}

export function resultsOf(report: Report, style: Style = PLAIN): readonly SarifResult[] {
  return runOf(report, style).results ?? [];
}

/** The place of a result, with its uri. */
export function placeOf(result: SarifResult | undefined) {
  const physical = result?.locations?.[0]?.physicalLocation;
  return { uri: physical?.artifactLocation?.uri, ...physical };
}

/** The only result of a report with one finding. */
export function only(
  planned: Partial<Planned> & { readonly source: Source; readonly text: string },
) {
  const [result] = resultsOf(reportOf([plan({ rule: RULES.missing, ...planned })]));
  if (result === undefined) throw new Error('no result');
  return result;
}
