import type { Failure } from '../errors.ts';
import type { Location, Result } from '../policy/verdict.ts';
import type { Severity } from '../rule/severity.ts';
import { localLocation } from './local-place.ts';
import { type Mask, maskOf } from './mask.ts';
import { harmlessJson, neutralise } from './neutral.ts';
import { type PathOf, pathsFrom } from './paths.ts';
import { firstLineOf } from './regions.ts';
import type { ActiveRule, Report, Reporter } from './report.ts';
import { openIn } from './shown.ts';
import { failureMessage, fixOf, harmless, messageOf, pageOf, whyOf } from './wording.ts';

const SEVERITY_NAMES = {
  critical: 'BLOCKER',
  high: 'CRITICAL',
  medium: 'MAJOR',
  low: 'MINOR',
  info: 'INFO',
} as const satisfies Record<Severity, string>;

const IMPACTS = {
  critical: 'HIGH',
  high: 'HIGH',
  medium: 'MEDIUM',
  low: 'LOW',
  info: 'LOW',
} as const satisfies Record<Severity, string>;

const MOST_RELATED = 100;
const FAILURE = 'scan-failure';

/** Generic issues of SonarQube, as since 10.3: the rules, and issues that refer to them. */
export const sonarqube: Reporter = {
  name: 'sonarqube',
  about: 'Generic issues for SonarQube 10.3 and later.',
  extension: '.sonarqube.json',
  *render(report, style) {
    const paths = pathsFrom(report.base);
    const mask = maskOf(report.results);
    const issues = [
      ...report.failures.map((failure) => ofFailure(failure, paths, mask)),
      ...openIn(report, style).map((result) => ofResult(result, paths, mask)),
    ];
    yield '{\n"rules": [';
    yield* records(rulesOf(report));
    yield '],\n"issues": [';
    yield* records(issues);
    yield ']\n}\n';
  },
};

function* records(items: readonly object[]): Iterable<string> {
  for (const [at, item] of items.entries()) {
    yield `\n${harmlessJson(item)}${at === items.length - 1 ? '\n' : ','}`;
  }
}

/** Every rule that an issue may refer to. */
function rulesOf(report: Report): readonly object[] {
  const known = new Set(report.rules.map(({ rule }) => rule.id));
  const others = report.results.flatMap(({ finding, severity }) =>
    known.has(finding.rule.id) ? [] : [{ rule: finding.rule, severity }],
  );
  const extra = [...new Map(others.map((each) => [each.rule.id, each])).values()];
  const rules = [...report.rules, ...extra].map(ruleOf);
  if (report.failures.length === 0) return rules;
  const about = 'Something that had to be scanned could not be.';
  return [...rules, described(FAILURE, 'Scan incomplete', about, 'critical')];
}

function ruleOf({ rule, severity }: ActiveRule): object {
  const about = `${whyOf(rule)} ${fixOf(rule)} ${pageOf(rule)}`;
  return described(rule.id, rule.title, about, severity);
}

function described(id: string, name: string, description: string, severity: Severity): object {
  return {
    id,
    name,
    description,
    engineId: 'specgate',
    cleanCodeAttribute: 'TRUSTWORTHY',
    type: 'VULNERABILITY',
    severity: SEVERITY_NAMES[severity],
    impacts: [{ softwareQuality: 'SECURITY', severity: IMPACTS[severity] }],
  };
}

function ofResult(result: Result, paths: PathOf, mask: Mask): object {
  const related = result.related.slice(0, MOST_RELATED);
  return {
    ruleId: result.finding.rule.id,
    primaryLocation: placeOf(localLocation(result), messageOf(result, mask), paths),
    ...(related.length > 0 && {
      secondaryLocations: related.map((place) =>
        placeOf(place, harmless(place.message, mask), paths),
      ),
    }),
  };
}

function placeOf(location: Location, message: string, paths: PathOf): object {
  const { start, end } = firstLineOf(location);
  // Columns count from 0 here, and an empty range is refused.
  const columns =
    end.column > start.column
      ? { startColumn: start.column - 1, endColumn: end.column - 1 }
      : undefined;
  return {
    message,
    filePath: neutralise(paths(location.source)),
    textRange: { startLine: start.line, endLine: end.line, ...columns },
  };
}

function ofFailure(failure: Failure, paths: PathOf, mask: Mask): object {
  return {
    ruleId: FAILURE,
    primaryLocation: {
      message: failureMessage(failure, mask),
      filePath: neutralise(paths(failure)),
      textRange: { startLine: failure.line ?? 1 },
    },
  };
}
