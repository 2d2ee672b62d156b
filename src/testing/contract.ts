import type { Option } from '../rule/options.ts';
import { OWASP_API_2023 } from '../rule/references.ts';
import type { Rule } from '../rule/rule.ts';
import type { Fixture } from './fixture.ts';
import { runText } from './run-alone.ts';

const SENTENCE = /^[\p{Lu}\p{N}"`].*[.!?`]$/su;
const LONGEST_MESSAGE = 100;

/** What every rule owes its readers, whatever it looks for. Empty when the rule keeps to it. */
export function checkDeclaration(rule: Rule): readonly string[] {
  const problems: string[] = [];
  const require = (holds: boolean, problem: string): void => {
    if (!holds) problems.push(problem);
  };
  require(rule.title.length > 0 && rule.title.length <= 80, '`title` has 1 to 80 characters');
  require(!rule.title.endsWith('.'), '`title` is no sentence: no full stop');
  require(SENTENCE.test(rule.why), '`why` is a sentence: capital letter, full stop');
  require(SENTENCE.test(rule.fix), '`fix` is a sentence: capital letter, full stop');
  require(Object.keys(rule.messages).length > 0, 'a rule has at least one message');
  require(Object.keys(rule.visit).length > 0, 'a rule visits at least one kind');
  require(new Set(rule.references).size === rule.references.length, 'a reference stands twice');
  for (const [id, text] of Object.entries(rule.messages)) {
    require(text.length <=
      LONGEST_MESSAGE, `message "${id}" has ${text.length} characters, more than ${LONGEST_MESSAGE}`);
    require(SENTENCE.test(text) ||
      text.startsWith('{'), `message "${id}" is one sentence: capital letter, full stop`);
    require(!/\{(?!\w+\})/.test(text), `message "${id}" has a broken placeholder`);
  }
  for (const reference of rule.references) {
    require(isKnown(
      reference,
    ), `reference "${reference}" is neither CWE nor OWASP API Top 10 2023`);
  }
  for (const [name, option] of Object.entries(rule.options ?? {})) {
    require(SENTENCE.test(option.about), `option "${name}": \`about\` is a sentence`);
    for (const value of [option.default, option.strict ?? option.default]) {
      require(isAllowed(option, value), `option "${name}" does not allow its own default ${value}`);
    }
  }
  return problems;
}

function isAllowed({ minimum, maximum, choices }: Option<unknown>, value: unknown): boolean {
  if (typeof value === 'number') return value >= (minimum ?? value) && value <= (maximum ?? value);
  return choices === undefined || choices.some((choice) => choice === value);
}

function isKnown(reference: string): boolean {
  return (
    /^CWE-[1-9]\d{0,3}$/.test(reference) ||
    Object.hasOwn(OWASP_API_2023, reference.replace(/^OWASP-/, ''))
  );
}

/** Whether the fixtures show all that the rule can say and be told. */
export function checkCoverage(rule: Rule, fixtures: readonly Fixture[]): readonly string[] {
  const problems: string[] = [];
  for (const kind of ['bad', 'good'] as const) {
    if (!fixtures.some((fixture) => fixture.kind === kind))
      problems.push(`there is no ${kind}.yaml`);
  }
  const hit = new Set<string>();
  const used = new Set<string>();
  for (const fixture of fixtures) {
    const messages = [fixture.root, ...fixture.others].flatMap(({ expected }) =>
      expected.map(({ message }) => message),
    );
    for (const message of messages) hit.add(message);
    for (const option of Object.keys(fixture.directives.options)) used.add(option);
    if (fixture.kind === 'bad' && messages.length === 0)
      problems.push(`${fixture.name} has no marker`);
    if (fixture.kind === 'good' && messages.length > 0)
      problems.push(`${fixture.name} has a marker`);
  }
  problems.push(
    ...difference('message', Object.keys(rule.messages), hit, 'no fixture has a marker for'),
  );
  problems.push(...difference('option', Object.keys(rule.options ?? {}), used, 'no fixture sets'));
  return problems;
}

function difference(
  what: string,
  declared: readonly string[],
  seen: ReadonlySet<string>,
  missing: string,
): readonly string[] {
  const unseen = declared
    .filter((name) => !seen.has(name))
    .map((name) => `${missing} ${what} "${name}"`);
  const unknown = [...seen]
    .filter((name) => !declared.includes(name))
    .map((name) => `a fixture names ${what} "${name}", which the rule lacks`);
  return [...unseen, ...unknown];
}

/** Whether each bad fixture depends on the rule: with its visits taken away, nothing may be found in it. */
export async function checkEmptied(
  rule: Rule,
  fixtures: readonly Fixture[],
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const fixture of fixtures.filter(({ kind }) => kind === 'bad')) {
    const { findings } = await runText({ ...rule, visit: {} }, fixture, fixture.root.text);
    if (findings.length > 0)
      problems.push(`${fixture.name} is found fault with even without the rule's visits`);
  }
  return problems;
}
