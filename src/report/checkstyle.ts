import type { Severity } from '../rule/severity.ts';
import { groupBy } from './group.ts';
import { maskOf } from './mask.ts';
import { pathsFrom } from './paths.ts';
import type { Reporter } from './report.ts';
import { openIn } from './shown.ts';
import { failureMessage, messageOf } from './wording.ts';
import { element, openTag, XML_HEAD } from './xml.ts';

const LEVELS = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'info',
  info: 'info',
} as const satisfies Record<Severity, string>;

/** Checkstyle's XML, which most tools for reviews can read. */
export const checkstyle: Reporter = {
  name: 'checkstyle',
  about: "Checkstyle's XML, for Jenkins, reviewdog and others.",
  extension: '.checkstyle.xml',
  *render(report, style) {
    const paths = pathsFrom(report.base);
    const mask = maskOf(report.results);
    const results = groupBy(openIn(report, style), ({ location }) => paths(location.source));
    const failures = groupBy(report.failures, paths);
    const names = [...report.documents.map(paths), ...results.keys(), ...failures.keys()];
    yield `${XML_HEAD}<checkstyle version="4.3">\n`;
    for (const name of [...new Set(names)].sort()) {
      yield `  ${openTag('file', { name })}\n`;
      for (const failure of failures.get(name) ?? []) {
        const { line = 1, column } = failure;
        const message = failureMessage(failure, mask);
        const source = `specgate.${failure.ruleId ?? 'scan-failure'}`;
        yield `    ${element('error', { line, column, severity: 'error', message, source })}\n`;
      }
      for (const result of results.get(name) ?? []) {
        const { line, column } = result.location.range.start;
        const severity = LEVELS[result.severity];
        const message = messageOf(result, mask);
        const source = `specgate.${result.finding.rule.id}`;
        yield `    ${element('error', { line, column, severity, message, source })}\n`;
      }
      yield '  </file>\n';
    }
    yield '</checkstyle>\n';
  },
};
