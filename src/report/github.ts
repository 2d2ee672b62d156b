import type { Failure } from '../errors.ts';
import type { Result } from '../policy/verdict.ts';
import type { Severity } from '../rule/severity.ts';
import { localLocation } from './local-place.ts';
import { type Mask, maskOf } from './mask.ts';
import { guardCi, neutralise } from './neutral.ts';
import { type PathOf, repositoryPathsFrom } from './paths.ts';
import { firstLineOf } from './regions.ts';
import type { Report, Reporter } from './report.ts';
import { openIn, worstFirst } from './shown.ts';
import { notCountedText } from './text-policy.ts';
import { count, failureMessage, fixOf, messageOf, pageOf } from './wording.ts';

/** GitHub shows so many annotations of each kind for a step, and drops the others. */
const MOST_SHOWN = 10;

const LEVELS = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
} as const satisfies Record<Severity, string>;

type Level = 'error' | 'warning' | 'notice';

interface Annotation {
  readonly level: Level;
  readonly properties: { readonly [name: string]: string | number | undefined };
  readonly message: string;
}

/** Workflow commands of GitHub Actions: the worst findings as annotations on the changed lines. */
export const github: Reporter = {
  name: 'github',
  about: 'Annotations for GitHub Actions: the worst findings at their lines.',
  extension: '.annotations.txt',
  *render(report, style) {
    const paths = repositoryPathsFrom(report.root);
    const mask = maskOf(report.results);
    // The last notice tells the verdict and what is not shown.
    const left = { error: MOST_SHOWN, warning: MOST_SHOWN, notice: MOST_SHOWN - 1 };
    let hidden = 0;
    for (const failure of report.failures) {
      if (left.error > 0) yield commandOf(ofFailure(failure, paths, mask));
      else hidden += 1;
      left.error -= 1;
    }
    for (const result of worstFirst(openIn(report, style))) {
      const level = LEVELS[result.severity];
      if (left[level] > 0) yield commandOf(ofResult(result, paths, mask));
      else hidden += 1;
      left[level] -= 1;
    }
    yield commandOf(verdictOf(report, hidden));
  },
};

function ofResult(result: Result, paths: PathOf, mask: Mask): Annotation {
  const { rule } = result.finding;
  const location = localLocation(result);
  const { start, end } = firstLineOf(location);
  return {
    level: LEVELS[result.severity],
    properties: {
      file: paths(location.source),
      line: start.line,
      endLine: end.line,
      col: start.column,
      endColumn: end.column,
      title: `${result.severity}: ${rule.title} [${rule.id}]`,
    },
    message: `${messageOf(result, mask)}\nFix: ${fixOf(rule)}\n${pageOf(rule)}`,
  };
}

function ofFailure(failure: Failure, paths: PathOf, mask: Mask): Annotation {
  return {
    level: 'error',
    properties: {
      file: paths(failure),
      line: failure.line,
      col: failure.column,
      title: 'Could not be scanned',
    },
    message: failureMessage(failure, mask),
  };
}

function verdictOf(report: Report, hidden: number): Annotation {
  const { gate, failures } = report;
  const reasons = gate.reasons.map(({ limit, message }) => `${message} (${limit})`).join('; ');
  const verdict = gate.passed ? 'The gate found nothing to fail for.' : `Gate failed: ${reasons}.`;
  const incomplete = failures.length > 0 ? ' The scan is incomplete.' : '';
  const more = hidden > 0 ? ` ${count(hidden, 'more finding')} not annotated here.` : '';
  return {
    level: 'notice',
    properties: { title: 'Specgate' },
    message: [verdict + incomplete + more, notCountedText(report)].join(' ').trim(),
  };
}

function commandOf({ level, properties, message }: Annotation): string {
  const pairs = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(neutralise(String(value)))}`);
  return `::${level} ${pairs.join(',')}::${escapeData(guardCi(message))}\n`;
}

// As the runner undoes it: https://github.com/actions/runner, ActionCommand.cs.
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(guardCi(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
