import type { Option } from '../rule/options.ts';
import type { Rule } from '../rule/rule.ts';
import { suggest } from '../rule/suggest.ts';
import { isOption, optionWords } from './option.ts';
import type { Fields, Shape } from './shape.ts';

/** A mistake in a configuration: where, what, and what to do. */
export interface Mistake {
  readonly steps: readonly (string | number)[];
  readonly message: string;
  readonly hint?: string;
}

/** The rules that a configuration may name, by id and by former id. */
export type KnownRules = ReadonlyMap<string, RuleLike>;
/** As much of a rule as matters here. */
export type RuleLike = Pick<Rule, 'options'>;

/** Every way in which a value is not of a shape. */
export function mistakesIn(value: unknown, shape: Shape, rules: KnownRules): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  check(value, shape, [], { rules, mistakes });
  return mistakes;
}

interface Checking {
  readonly rules: KnownRules;
  readonly mistakes: Mistake[];
}

type Steps = readonly (string | number)[];

function check(value: unknown, shape: Shape, steps: Steps, checking: Checking): void {
  const { mistakes } = checking;
  if (shape.type === 'any') return;
  if (shape.type === 'named') {
    check(value, shape.of(), steps, checking);
    return;
  }
  if (shape.type === 'list') {
    if (Array.isArray(value))
      for (const [index, item] of value.entries())
        check(item, shape.of, [...steps, index], checking);
    else mistakes.push(wrong(value, shape, steps));
  } else if (shape.type === 'object') {
    if (isObject(value)) checkObject(value, shape.fields, steps, checking);
    else mistakes.push(wrong(value, shape, steps));
  } else if (shape.type === 'map') {
    if (isObject(value)) checkMap(value, shape, steps, checking);
    else mistakes.push(wrong(value, shape, steps));
  } else if (shape.type === 'either') {
    checkEither(value, shape.of, steps, checking);
  } else if (!isScalar(value, shape)) {
    mistakes.push(wrong(value, shape, steps));
  }
}

function checkObject(
  value: { readonly [key: string]: unknown },
  fields: Fields,
  steps: Steps,
  checking: Checking,
): void {
  for (const [key, item] of Object.entries(value)) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field !== undefined) check(item, field.shape, [...steps, key], checking);
    else
      checking.mistakes.push({
        steps: [...steps, key],
        ...unknown('key', key, Object.keys(fields)),
      });
  }
  for (const [key, field] of Object.entries(fields)) {
    if (field.required === true && !Object.hasOwn(value, key)) {
      checking.mistakes.push({ steps, message: `"${key}" is missing`, hint: field.about });
    }
  }
}

function checkMap(
  value: { readonly [key: string]: unknown },
  shape: Extract<Shape, { type: 'map' }>,
  steps: Steps,
  checking: Checking,
): void {
  for (const [key, item] of Object.entries(value)) {
    const here = [...steps, key];
    if (shape.keys === 'name') check(item, shape.of, here, checking);
    else checkRule(key, item, shape.of, here, checking);
  }
}

const OWN_RULE =
  'Rules of plug-ins are there once the plug-in is loaded (--plugin), rules of your own once `checks` declares them.';

function checkRule(
  id: string,
  value: unknown,
  shape: Shape,
  steps: Steps,
  checking: Checking,
): void {
  const rule = checking.rules.get(id);
  if (rule === undefined) {
    const mistake = unknown('rule', id, checking.rules.keys());
    const hint = mistake.hint ?? (id.includes('/') ? OWN_RULE : undefined);
    checking.mistakes.push({ steps, ...mistake, ...(hint === undefined ? {} : { hint }) });
    return;
  }
  check(value, shape, steps, checking);
  if (!isObject(value) || !isObject(value.options)) return;
  const options = rule.options ?? {};
  for (const [name, given] of Object.entries(value.options)) {
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    const here = [...steps, 'options', name];
    if (option === undefined)
      checking.mistakes.push({ steps: here, ...unknown('option', name, Object.keys(options)) });
    else checkOption(given, option, here, checking);
  }
}

function checkOption(
  value: unknown,
  option: Option<unknown>,
  steps: Steps,
  checking: Checking,
): void {
  if (isOption(value, option)) return;
  checking.mistakes.push({
    steps,
    message: `has to be ${optionWords(option)}, not ${shown(value)}`,
    hint: option.about,
  });
}

/** An alternative is chosen by whether the value is an object or a list; its mistakes are the ones worth telling. */
function checkEither(
  value: unknown,
  shapes: readonly Shape[],
  steps: Steps,
  checking: Checking,
): void {
  const isListed = Array.isArray(value) && shapes.some(({ type }) => type === 'list');
  const fitting =
    shapes.find(
      ({ type }) =>
        isObject(value) === (type === 'object' || type === 'map') && isListed === (type === 'list'),
    ) ?? shapes[0];
  if (fitting !== undefined) check(value, fitting, steps, checking);
}

function isScalar(value: unknown, shape: Shape): boolean {
  switch (shape.type) {
    case 'text':
      return typeof value === 'string' && value !== '';
    case 'glob':
      return typeof value === 'string' && isGlobText(value);
    case 'flag':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'integer':
      return (
        Number.isInteger(value) &&
        Number(value) >= shape.minimum &&
        Number(value) <= (shape.maximum ?? Infinity)
      );
    case 'choice':
      return typeof value === 'string' && shape.choices.includes(value);
    case 'date':
      return typeof value === 'string' && isDate(value);
    default:
      return true;
  }
}

/** Longer globs are not compiled, and picomatch 4.0 does not come to an end where four backslashes end one. */
function isGlobText(text: string): boolean {
  return text !== '' && text.length <= LONGEST_GLOB && !/\\{4}$/.test(text);
}

export const LONGEST_GLOB = 1000;

/** Whether a text is a day of the calendar, as `2027-03-31`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function wrong(value: unknown, shape: Shape, steps: Steps): Mistake {
  const message = `has to be ${words(shape)}, not ${shown(value)}`;
  if (shape.type !== 'choice' || typeof value !== 'string') return { steps, message };
  const near = suggest(value, shape.choices);
  return near === undefined
    ? { steps, message }
    : { steps, message, hint: `Did you mean "${near}"?` };
}

function words(shape: Shape): string {
  switch (shape.type) {
    case 'text':
      return 'a text';
    case 'glob':
      return `a glob of at most ${LONGEST_GLOB} characters that does not end in many backslashes`;
    case 'flag':
      return 'true or false';
    case 'number':
      return 'a number';
    case 'integer':
      return shape.maximum === shape.minimum
        ? String(shape.minimum)
        : `a whole number from ${shape.minimum}${shape.maximum === undefined ? '' : ` to ${shape.maximum}`}`;
    case 'date':
      return 'a day such as 2027-03-31';
    case 'choice':
      return `one of ${shape.choices.join(', ')}`;
    case 'list':
      return 'a list';
    default:
      return 'an object';
  }
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  return JSON.stringify(value)?.slice(0, 60) ?? 'nothing';
}

function unknown(
  what: string,
  word: string,
  known: Iterable<string>,
): Pick<Mistake, 'message' | 'hint'> {
  const near = suggest(word, known);
  const message = `there is no ${what} "${word}"`;
  return near === undefined ? { message } : { message, hint: `Did you mean "${near}"?` };
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
