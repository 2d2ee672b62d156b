import { shortHash } from '../policy/fingerprint.ts';
import type { Severity } from '../rule/severity.ts';
import { localLocation } from './local-place.ts';
import { maskOf } from './mask.ts';
import { harmlessJson, neutralise } from './neutral.ts';
import { repositoryPathsFrom } from './paths.ts';
import type { Report, Reporter, Style } from './report.ts';
import { openIn } from './shown.ts';
import { failureMessage, messageOf } from './wording.ts';

const SEVERITY_NAMES = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
  info: 'info',
} as const satisfies Record<Severity, string>;

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: {
    readonly path: string;
    readonly lines: { readonly begin: number; readonly end: number };
  };
}

/** GitLab's Code Quality: a list, also when there is nothing in it, because a missing one keeps the old findings. */
export const gitlab: Reporter = {
  name: 'gitlab',
  about: 'Code Quality report for merge requests on GitLab.',
  extension: '.codequality.json',
  *render(report, style) {
    yield '[';
    let before = '\n';
    // Findings with one fingerprint are merged into one.
    const used = new Map<string, number>();
    for (const issue of issuesOf(report, style)) {
      const times = used.get(issue.fingerprint) ?? 0;
      used.set(issue.fingerprint, times + 1);
      const fingerprint = times === 0 ? issue.fingerprint : `${issue.fingerprint}-${times}`;
      yield before + harmlessJson({ ...issue, fingerprint });
      before = ',\n';
    }
    yield before === '\n' ? ']\n' : '\n]\n';
  },
};

function* issuesOf(report: Report, style: Style): Iterable<Issue> {
  const paths = repositoryPathsFrom(report.root);
  const mask = maskOf(report.results);
  for (const failure of report.failures) {
    const path = neutralise(paths(failure));
    const begin = failure.line ?? 1;
    yield {
      description: `Could not be scanned: ${failureMessage(failure, mask)}`,
      check_name: failure.ruleId ?? 'scan-failure',
      fingerprint: shortHash(`scan-failure\n${path}\n${failure.message}`),
      severity: SEVERITY_NAMES.critical,
      location: { path, lines: { begin, end: begin } },
    };
  }
  for (const result of openIn(report, style)) {
    const { source, range } = localLocation(result);
    const { rule } = result.finding;
    yield {
      // The widget shows neither the rule nor a link.
      description: `${messageOf(result, mask)} (${rule.id})`,
      check_name: rule.id,
      fingerprint: result.fingerprint,
      severity: SEVERITY_NAMES[result.severity],
      location: {
        path: neutralise(paths(source)),
        lines: { begin: range.start.line, end: range.start.line },
      },
    };
  }
}
