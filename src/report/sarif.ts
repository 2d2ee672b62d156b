import type { Invocation, Notification, Run, ToolComponent } from 'sarif';
import type { Failure } from '../errors.ts';
import { REPOSITORY } from '../package.generated.ts';
import type { Result } from '../policy/verdict.ts';
import type { Severity } from '../rule/severity.ts';
import { maskOf } from './mask.ts';
import { harmlessJson } from './neutral.ts';
import { isUrl, repositoryUrisFrom } from './paths.ts';
import type { ActiveRule, Report, Reporter, Style } from './report.ts';
import { locateAll, type RunContext, resultOf, SRCROOT } from './sarif-results.ts';
import { descriptorOf, indexTaxa, taxonomiesOf } from './sarif-rules.ts';
import { isShown, openIn, worstFirst } from './shown.ts';
import { failureMessage, grouped } from './wording.ts';

/** Code scanning refuses a file with more than 25,000 results and keeps 5,000 of them. */
const MOST_RESULTS = 5000;

/** SARIF 2.1.0 for code scanning: one run, findings that are open, each with one place. */
export const sarif: Reporter = {
  name: 'sarif',
  about: 'SARIF 2.1.0 for code scanning on GitHub, GitLab and Azure, and for viewers.',
  extension: '.sarif',
  *render(report, style) {
    const listed = listedIn(report, style);
    const kept = listed.slice(0, MOST_RESULTS);
    const rules = ratedRules(report, kept);
    const mask = maskOf(report.results);
    const run: RunContext = {
      uris: repositoryUrisFrom(report.root),
      mask,
      ruleIndexes: new Map(rules.map(({ rule }, index) => [rule.id, index])),
    };
    yield '{\n"$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n"version": "2.1.0",\n"runs": [{\n';
    yield* driver(report, rules);
    yield* properties(runProperties(report, style, listed.length - kept.length, run));
    yield* list('results', locateAll(kept), (located) => resultOf(located, run));
    yield '\n}]\n}\n';
  },
};

/** What is open; the worst first, because a reader that keeps only the first few thousand is to keep the right ones. */
function listedIn(report: Report, style: Style): readonly Result[] {
  if (style.sarif?.withSuppressed !== true) return worstFirst(openIn(report, style));
  return worstFirst(report.results.filter((result) => isShown(result, style)));
}

/** All rules that were asked, rated as their worst result where an override changed it for a place. */
function ratedRules(report: Report, results: readonly Result[]): readonly ActiveRule[] {
  const worst = new Map<string, Severity>();
  const rules = new Map(report.rules.map((active) => [active.rule.id, active]));
  for (const { finding, severity } of results) {
    const { rule } = finding;
    if (!worst.has(rule.id)) worst.set(rule.id, severity);
    if (!rules.has(rule.id)) rules.set(rule.id, { rule, severity });
  }
  return [...rules.values()].map(({ rule, severity }) => ({
    rule,
    severity: worst.get(rule.id) ?? severity,
  }));
}

function* driver({ tool }: Report, rules: readonly ActiveRule[]): Iterable<string> {
  const taxonomies = taxonomiesOf(rules).filter(({ taxa = [] }) => taxa.length > 0);
  const taxa = indexTaxa(taxonomies);
  yield '"tool": {"driver": {\n';
  yield* properties({
    name: 'Specgate',
    fullName: `Specgate ${tool.version}`,
    organization: 'Specgate',
    version: tool.version,
    semanticVersion: tool.version,
    informationUri: REPOSITORY,
    supportedTaxonomies: taxonomies.map(({ name }, index) => ({ name, index })),
    notifications: NOTIFICATIONS.map((each) => ({ ...each, helpUri: REPOSITORY })),
  } satisfies ToolComponent);
  yield* list('rules', rules, (rule) => descriptorOf(rule, taxa));
  yield '\n}},\n';
  yield* properties({ taxonomies });
}

const DOCUMENT_FAILED = 0;
const RULE_FAILED = 1;
const RESULTS_CAPPED = 2;
const NOTIFICATIONS = [
  notification('document-failed', 'A document could not be scanned.', 'Mend it, or exclude it.'),
  notification('rule-failed', 'A rule could not be asked.', 'Report it to the author of the rule.'),
  notification('results-capped', 'Not all findings are listed.', 'Mend the listed ones first.'),
];

function notification(id: string, about: string, help: string) {
  return {
    id,
    name: id.replace(/(?:^|-)(.)/g, (_, first: string) => first.toUpperCase()),
    shortDescription: { text: about },
    fullDescription: { text: about },
    help: { text: help },
  };
}

function runProperties(
  report: Report,
  style: Style,
  leftOut: number,
  run: RunContext,
): Partial<Run> {
  const { category, repository } = style.sarif ?? {};
  return {
    // Only on request: an id in the file overrides the category that the upload asks for.
    ...(category !== undefined && { automationDetails: { id: `specgate/${category}/` } }),
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [SRCROOT]: { description: { text: 'The top of the repository.' } } },
    ...(repository !== undefined && {
      versionControlProvenance: [{ ...repository, mappedTo: { uriBaseId: SRCROOT } }],
    }),
    artifacts: report.documents
      .filter(({ uri }) => !isUrl(uri))
      .map(({ uri }) => ({
        location: { uri: run.uris({ uri }), uriBaseId: SRCROOT },
        roles: ['analysisTarget'],
        sourceLanguage: /\.json$/i.test(uri) ? 'json' : 'yaml',
      })),
    invocations: [invocation(report, leftOut, run)],
  };
}

function invocation(report: Report, leftOut: number, run: RunContext): Invocation {
  const capped: Notification = {
    descriptor: { id: 'results-capped', index: RESULTS_CAPPED },
    level: 'warning',
    message: {
      text: `${leftOut === 1 ? '1 more finding is' : `${grouped(leftOut)} more findings are`} not listed: code scanning keeps ${grouped(MOST_RESULTS)} results.`,
    },
  };
  return {
    executionSuccessful: report.exitCode < 2,
    exitCode: report.exitCode,
    toolExecutionNotifications: [
      ...report.failures.map((failure) => failureOf(failure, run)),
      ...(leftOut > 0 ? [capped] : []),
    ],
  };
}

function failureOf(failure: Failure, { uris, mask, ruleIndexes }: RunContext): Notification {
  const { uri, line, column, ruleId } = failure;
  const index = ruleId === undefined ? DOCUMENT_FAILED : RULE_FAILED;
  const ruleIndex = ruleId === undefined ? undefined : ruleIndexes.get(ruleId);
  return {
    descriptor: { id: index === RULE_FAILED ? 'rule-failed' : 'document-failed', index },
    ...(ruleIndex !== undefined && {
      associatedRule: { id: ruleId, index: ruleIndex },
    }),
    level: 'error',
    message: { text: failureMessage(failure, mask) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uris({ uri }), uriBaseId: SRCROOT },
          ...(line !== undefined && {
            region: { startLine: line, ...(column !== undefined && { startColumn: column }) },
          }),
        },
      },
    ],
  };
}

/** The properties of an object that is written in pieces, each on a line of its own and with a comma after it. */
function* properties(values: object): Iterable<string> {
  for (const [key, value] of Object.entries(values)) yield `"${key}": ${harmlessJson(value)},\n`;
}

function* list<T>(
  name: string,
  items: readonly T[],
  record: (item: T) => object,
): Iterable<string> {
  yield `"${name}": [`;
  let before = '\n';
  for (const item of items) {
    yield before + harmlessJson(record(item));
    before = ',\n';
  }
  yield items.length === 0 ? ']' : '\n]';
}
