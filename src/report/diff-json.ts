import type { Result } from '../policy/verdict.ts';
import type { Comparison } from './comparison.ts';
import { failureRecord, findingRecord, list, looseningRecord, SCHEMA_VERSION } from './json.ts';
import { maskOf } from './mask.ts';
import { harmlessJson } from './neutral.ts';
import { pathsFrom } from './paths.ts';
import type { Style } from './report.ts';
import { isShown, openIn } from './shown.ts';

/** A comparison as one JSON object, described by `docs/schemas/diff.schema.json`; findings as in a report. */
export function* diffJson(comparison: Comparison, style: Style): Iterable<string> {
  const { base, head, report, fixed, unchanged, waived, score, failures } = comparison;
  const paths = pathsFrom(report.base);
  const mask = maskOf([...report.results, ...fixed]);
  const record = (result: Result) => findingRecord(result, paths, mask);
  const shown = (results: readonly Result[]) => results.filter((each) => isShown(each, style));
  const fresh = openIn(report, style);
  const summary = {
    new: fresh.length,
    fixed: shown(fixed).length,
    unchanged: shown(unchanged).length,
    waived: shown(waived).length,
  };
  yield `{\n  "schemaVersion": ${SCHEMA_VERSION},\n`;
  yield `  "tool": ${harmlessJson(report.tool)},\n`;
  yield `  "exitCode": ${failures.length > 0 ? 2 : report.exitCode},\n`;
  yield `  "base": ${harmlessJson(base)},\n  "head": ${harmlessJson(head)},\n`;
  yield `  "gate": ${harmlessJson(report.gate)},\n`;
  yield `  "score": ${harmlessJson(score)},\n`;
  yield `  "summary": ${harmlessJson(summary)},\n`;
  yield* list('failures', failures, (each) => failureRecord(each, paths, mask));
  yield ',\n';
  yield* list('loosenings', report.loosenings, (each) => looseningRecord(each, paths, mask));
  yield ',\n';
  yield* list('new', fresh, record);
  yield ',\n';
  yield* list('fixed', shown(fixed), record);
  yield ',\n';
  yield* list('unchanged', shown(unchanged), record);
  yield ',\n';
  yield* list('waived', shown(waived), record);
  yield '\n}\n';
}
