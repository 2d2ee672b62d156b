import type { Rule } from '../rule/rule.ts';
import { type Case, casesOf } from './case.ts';
import type { Fixture } from './fixture.ts';
import { type Found, type Outcome, runAsJson, runText } from './run-alone.ts';

/** Runs a rule alone on a fixture, in each version and format that it covers. Empty when all is as the markers say. */
export async function checkFixture(rule: Rule, fixture: Fixture): Promise<readonly string[]> {
  const mismatches: string[] = [];
  for (const each of casesOf(rule, fixture)) mismatches.push(...(await checkCase(rule, each)));
  return mismatches;
}

/** As `checkFixture`, for one of its cases. */
export async function checkCase(rule: Rule, each: Case): Promise<readonly string[]> {
  const { fixture } = each;
  const outcome = await runText(rule, fixture, each.text);
  const say = (problem: string): string =>
    `${fixture.name}${each.variant === '' ? '' : ` (${each.variant})`}: ${problem}`;
  const mismatches = [...outcome.failures, ...compare(fixture, outcome.findings)].map(say);
  if (each.variant !== '' || mismatches.length > 0 || !hasJsonTwin(fixture)) return mismatches;
  return compareTwin(outcome, await runAsJson(rule, fixture)).map(say);
}

/** Findings that no marker announces, and markers that nothing was found for. */
function compare(fixture: Fixture, findings: readonly Found[]): readonly string[] {
  const files = [fixture.root, ...fixture.others];
  const wanted = files.flatMap(({ uri, expected }) =>
    expected.map(({ line, message }) => ({ uri, line, message })),
  );
  const name = (uri: string): string =>
    uri === fixture.root.uri ? '' : `${uri.slice(uri.lastIndexOf('/') + 1)} `;
  const problems: string[] = [];
  for (const found of findings) {
    const at = wanted.findIndex(
      ({ uri, line, message }) =>
        uri === found.uri && line === found.line && message === found.message,
    );
    if (at === -1) {
      const where = `${name(found.uri)}line ${found.line}, ${found.pointer}`;
      problems.push(`unexpected "${found.message}" at ${where}: ${found.sentence}`);
    } else wanted.splice(at, 1);
  }
  for (const { uri, line, message } of wanted) {
    problems.push(`"${message}" was not reported at ${name(uri)}line ${line}`);
  }
  return problems;
}

function hasJsonTwin(fixture: Fixture): boolean {
  return (
    fixture.others.length === 0 &&
    fixture.directives.format === 'any' &&
    fixture.root.uri.endsWith('.yaml')
  );
}

function compareTwin(yaml: Outcome, json: Outcome): readonly string[] {
  const places = ({ findings }: Outcome): string =>
    findings
      .map(({ message, pointer }) => `${message} at ${pointer}`)
      .sort()
      .join(', ');
  if (json.failures.length > 0) return json.failures.map((failure) => `as JSON: ${failure}`);
  if (places(yaml) === places(json)) return [];
  return [`as JSON it finds [${places(json)}], as YAML [${places(yaml)}]`];
}
