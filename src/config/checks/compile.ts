import type { Node } from '../../model/node.ts';
import type { CweId, OwaspId } from '../../rule/references.ts';
import { OWASP_API_2023 } from '../../rule/references.ts';
import type { Data, Rule } from '../../rule/rule.ts';
import { suggest } from '../../rule/suggest.ts';
import type { Pointer } from '../../source/pointer.ts';
import type { Mistake } from '../validate.ts';
import { compileCondition, type Holds, unknownField } from './condition.ts';
import { readFact } from './facts.ts';
import { type Check, VALUE_FACTS } from './keys.ts';
import { kindOfField, placeOfField, readField, stepsOfField } from './read-field.ts';

/** The rules that a configuration declares, and what is wrong with them. */
export interface Compiled {
  readonly rules: readonly Rule[];
  readonly mistakes: readonly Mistake[];
}

/** Makes each check of a configuration into a rule like any other. `taken` are ids that exist already. */
export function compileChecks(
  checks: readonly Check[],
  taken: { has(id: string): boolean },
): Compiled {
  const mistakes: Mistake[] = [];
  const seen = new Set<string>();
  const rules = checks.map((check, index) => {
    const steps = ['checks', index];
    if (taken.has(check.id) || seen.has(check.id))
      mistakes.push({ steps: [...steps, 'id'], message: `there is a rule "${check.id}" already` });
    seen.add(check.id);
    return compileCheck(check, steps, mistakes);
  });
  return { rules, mistakes };
}

type Steps = readonly (string | number)[];

function compileCheck(check: Check, steps: Steps, mistakes: Mistake[]): Rule {
  const { id, title, when, require: wanted, forbid } = check;
  const kind = check.kind;
  const compile = (key: 'when' | 'require' | 'forbid', given: unknown): Holds | undefined =>
    given === undefined
      ? undefined
      : compileCondition(given, { steps: [...steps, key], kind, mistakes });
  const isAsked = compile('when', when);
  const isRight = compile('require', wanted);
  const isWrong = compile('forbid', forbid);
  mistakes.push(...mistakesOfCheck(check, steps));
  const at = stepsOfField(check.at ?? fieldIn(wanted) ?? fieldIn(forbid) ?? '');
  const { text, fill } = compileMessage(check, steps, mistakes);
  return {
    id,
    title,
    category: check.category ?? 'inventory',
    severity: check.severity ?? 'medium',
    confidence: check.confidence ?? 'high',
    since: '0',
    // Checked above.
    references: (check.references ?? []) as readonly (CweId | `OWASP-${OwaspId}`)[],
    why: check.why ?? `${title}: a rule of this organisation.`,
    fix: check.fix ?? 'Change the description so that the rule holds.',
    messages: { found: text },
    visit: {
      [kind]: (node: Node, { report }: Reporting) => {
        if (isAsked?.(node) === false) return;
        if (isRight?.(node) !== false && isWrong?.(node) !== true) return;
        report(at[0] === '' ? node : placeOfField(node, at), 'found', fill(node));
      },
    },
  };
}

interface Reporting {
  readonly report: (place: Pointer, message: 'found', data: Data) => void;
}

/** The field that a condition asks about in its first line. */
function fieldIn(condition: unknown): string | undefined {
  if (typeof condition !== 'object' || condition === null) return undefined;
  const field: unknown = Reflect.get(condition, 'field');
  return typeof field === 'string' ? field : undefined;
}

function mistakesOfCheck(check: Check, steps: Steps): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  if (!/^[a-z][a-z0-9-]*\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(check.id)) {
    const message = `"${check.id}" is no id of an organisation's rule`;
    const hint = 'It is a name, "/" and the problem in kebab-case: acme/no-pets.';
    mistakes.push({ steps: [...steps, 'id'], message, hint });
  }
  if (check.require === undefined && check.forbid === undefined)
    mistakes.push({ steps, message: 'neither "require" nor "forbid" is there' });
  for (const [index, reference] of (check.references ?? []).entries()) {
    const isKnown =
      /^CWE-[1-9]\d{0,3}$/.test(reference) ||
      (reference.startsWith('OWASP-') && Object.hasOwn(OWASP_API_2023, reference.slice(6)));
    if (!isKnown)
      mistakes.push({
        steps: [...steps, 'references', index],
        message: `"${reference}" is neither a CWE nor an item of the OWASP API Security Top 10`,
        hint: 'Write CWE-598 or OWASP-API2:2023.',
      });
  }
  const at = check.at === undefined ? undefined : kindOfField(check.kind, stepsOfField(check.at));
  if (at?.unknown !== undefined)
    mistakes.push(unknownField(at.unknown, [...steps, 'at'], check.kind));
  return mistakes;
}

const FILLED = [...VALUE_FACTS, 'operation'] as const;

/** The sentence with placeholders that a rule's messages know, and what fills them. */
function compileMessage(
  { title, message, kind }: Check,
  steps: Steps,
  mistakes: Mistake[],
): { readonly text: string; readonly fill: (node: Node) => Data } {
  const fillers: (readonly [string, (node: Node) => unknown])[] = [];
  const text = (message ?? `${title}.`).replace(/\{([^{}]*)\}/g, (_, word: string) => {
    const key = word.replace(/\W/g, '_');
    const fact = FILLED.find((each) => each === word);
    const path = stepsOfField(word);
    const { unknown } = kindOfField(kind, path);
    if (fact === undefined && unknown !== undefined) {
      const near = suggest(word, [...FILLED, ...unknown.known]);
      const hint =
        near === undefined
          ? `There are ${FILLED.join(', ')}, and fields.`
          : `Did you mean "${near}"?`;
      mistakes.push({ steps: [...steps, 'message'], message: `nothing fills "{${word}}"`, hint });
    }
    fillers.push([
      key,
      (node) => (fact === undefined ? readField(node, path) : readFact(node, fact)),
    ]);
    return `{${key}}`;
  });
  const fill = (node: Node): Data =>
    Object.fromEntries(fillers.map(([key, read]) => [key, shown(read(node))]));
  return { text, fill };
}

const LONGEST_SHOWN = 100;

function shown(value: unknown): string | number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' || typeof value === 'boolean')
    return String(value).slice(0, LONGEST_SHOWN);
  if (!Array.isArray(value)) return '';
  return value
    .filter((item) => typeof item === 'string')
    .join(', ')
    .slice(0, LONGEST_SHOWN);
}
