import type { Failure } from '../errors.ts';
import type { Gate, Result } from '../policy/verdict.ts';
import { pointerText } from '../source/pointer.ts';
import { groupBy } from './group.ts';
import { type Mask, maskOf } from './mask.ts';
import { pathsFrom } from './paths.ts';
import type { Report, Reporter, Style } from './report.ts';
import { failsGate, isShown } from './shown.ts';
import { failureMessage, fixOf, harmless, messageOf, pageOf } from './wording.ts';
import { element, openTag, XML_HEAD, xmlText } from './xml.ts';

/** JUnit's XML: what fails the gate is a failed test, other findings are passed ones with output. */
export const junit: Reporter = {
  name: 'junit',
  about: "JUnit's XML, for the test view of Jenkins, GitLab, Azure and others.",
  extension: '.junit.xml',
  *render(report, style) {
    const suites = [...suitesOf(report, style), gateSuite(report.gate)];
    yield XML_HEAD;
    yield `${openTag('testsuites', { name: 'specgate', ...totals(suites.flatMap(({ cases }) => cases)) })}\n`;
    for (const { name, cases } of suites) {
      yield `  ${openTag('testsuite', { name, ...totals(cases) })}\n`;
      for (const each of cases) yield `    ${caseText(each)}\n`;
      yield '  </testsuite>\n';
    }
    yield '</testsuites>\n';
  },
};

interface TestCase {
  readonly attributes: { readonly [name: string]: string | number | undefined };
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  readonly type: string;
  readonly message: string;
  readonly text: string;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly TestCase[];
}

/** One suite for each file: a file without findings is a passed test, so that it is seen to have been scanned. */
function suitesOf(report: Report, style: Style): readonly Suite[] {
  const paths = pathsFrom(report.base);
  const mask = maskOf(report.results);
  const listed = report.results.filter((result) => isShown(result, style));
  const results = groupBy(listed, ({ location }) => paths(location.source));
  const failures = groupBy(report.failures, paths);
  const names = [...report.documents.map(paths), ...results.keys(), ...failures.keys()];
  return [...new Set(names)].sort().map((name) => {
    const cases = [
      ...(failures.get(name) ?? []).map((failure) => ofFailure(failure, name, mask)),
      ...(results.get(name) ?? []).map((result) => ofResult(result, name, { report, mask })),
    ];
    return { name, cases: cases.length === 0 ? [passed(name, 'no findings')] : cases };
  });
}

function gateSuite({ passed: isPassed, reasons }: Gate): Suite {
  const message = reasons.map((reason) => reason.message).join('; ');
  const outcome = isPassed ? 'passed' : 'failure';
  return {
    name: 'gate',
    cases: [{ ...passed('specgate', 'gate'), outcome, type: 'gate', message, text: message }],
  };
}

function passed(classname: string, name: string): TestCase {
  const attributes = { classname, name, time: 0 };
  return { attributes, outcome: 'passed', type: '', message: '', text: '' };
}

function ofFailure(failure: Failure, file: string, mask: Mask): TestCase {
  const message = failureMessage(failure, mask);
  const name = failure.ruleId ?? 'scan';
  const attributes = { classname: file, name, file, line: failure.line, time: 0 };
  return { attributes, outcome: 'error', type: 'scan-failure', message, text: message };
}

function ofResult(
  result: Result,
  file: string,
  { report, mask }: { readonly report: Report; readonly mask: Mask },
): TestCase {
  const { rule, at } = result.finding;
  const { line, column } = result.location.range.start;
  const message = result.status === 'open' ? messageOf(result, mask) : stateOf(result, mask);
  return {
    // Named by place, not by line: the history of a test survives that lines move.
    attributes: {
      classname: file,
      name: `${rule.id}: ${mask.text(pointerText(at))}`,
      file,
      line,
      time: 0,
    },
    outcome:
      result.status !== 'open' ? 'skipped' : failsGate(result, report.gate) ? 'failure' : 'passed',
    type: result.severity,
    message,
    text: `${file}:${line}:${column} ${messageOf(result, mask)} Fix: ${fixOf(rule)} See ${pageOf(rule)}`,
  };
}

function stateOf({ status, reason }: Result, mask: Mask): string {
  return status === 'baseline' ? 'in the baseline' : harmless(reason ?? 'suppressed', mask);
}

function caseText({ attributes, outcome, type, message, text }: TestCase): string {
  if (outcome === 'skipped') {
    return element('testcase', attributes, element('skipped', { message }));
  }
  if (outcome === 'passed') {
    const output = text === '' ? undefined : element('system-out', {}, xmlText(text));
    return element('testcase', attributes, output);
  }
  return element('testcase', attributes, element(outcome, { type, message }, xmlText(text)));
}

function totals(cases: readonly TestCase[]) {
  const number = (outcome: TestCase['outcome']) =>
    cases.filter((each) => each.outcome === outcome).length;
  return {
    tests: cases.length,
    failures: number('failure'),
    errors: number('error'),
    skipped: number('skipped'),
    time: 0,
  };
}
