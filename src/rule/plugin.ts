import { FIELDS } from '../model/fields.ts';
import { CLASSES } from '../model/kinds.ts';
import { CATEGORIES } from './categories.ts';
import type { Rule } from './rule.ts';
import { CONFIDENCES, SEVERITIES, type Severity } from './severity.ts';

/** What a preset says about one rule, of the plug-in or built in. */
export type PresetSetting =
  | Severity
  | 'off'
  | {
      readonly severity?: Severity | 'off';
      readonly options?: { readonly [name: string]: unknown };
    };

/** A selection of rules with a name: `acme/base` is the preset `base` of the plug-in `acme`. */
export interface PluginPreset {
  /** One sentence on what it is for. */
  readonly about: string;
  /** Presets that it builds on, in full: `recommended`, `acme/base`. */
  readonly extends?: readonly string[];
  readonly rules?: { readonly [id: string]: PresetSetting };
}

/** Rules and presets of one's own: the default export of a plug-in. */
export interface Plugin {
  /** In kebab-case; the ids of its rules begin with it and `/`. */
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly presets?: { readonly [name: string]: PluginPreset };
}

/** Declares a plug-in. Throws a TypeError that lists what is wrong with it, so that its own tests tell before a scan does. */
export function definePlugin(plugin: Plugin): Plugin {
  const problems = problemsOfPlugin(plugin);
  if (problems.length > 0) throw new TypeError(problems.join('\n'));
  return plugin;
}

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const KINDS = new Set(['Api', 'Extension', 'Reference', ...Object.keys(CLASSES)]);
const LEVELS: readonly unknown[] = [...SEVERITIES, 'off'];
const OPTION_TYPES: readonly unknown[] = ['integer', 'number', 'flag', 'texts', 'choice'];

type Unchecked = { readonly [key: string]: unknown };

/** What keeps a value from being a plug-in, as sentences; a plug-in written in JavaScript was never seen by a compiler. */
export function problemsOfPlugin(value: unknown): readonly string[] {
  if (!isObject(value)) return ['A plug-in is an object with `name` and `rules`.'];
  const { name, rules, presets = {} } = value;
  if (typeof name !== 'string' || !NAME.test(name))
    return ['The plug-in has no `name` in kebab-case.'];
  if (!Array.isArray(rules)) return [`The plug-in "${name}" has no list \`rules\`.`];
  const ids = rules.map((rule) => (isObject(rule) ? rule.id : undefined));
  const twice = ids.filter((id, index) => id !== undefined && ids.indexOf(id) !== index);
  return [
    ...rules.flatMap((rule, index) => problemsOfRule(rule, `${name}/`, index)),
    ...twice.map((id) => `The id "${id}" stands twice.`),
    ...(isObject(presets)
      ? Object.entries(presets).flatMap(([key, preset]) => problemsOfPreset(key, preset))
      : ['`presets` is no object.']),
  ];
}

function problemsOfRule(rule: unknown, prefix: string, index: number): readonly string[] {
  if (!isObject(rule)) return [`Rule ${index + 1} is no object.`];
  const { id } = rule;
  if (typeof id !== 'string' || !id.startsWith(prefix) || !NAME.test(id.slice(prefix.length)))
    return [
      `Rule ${index + 1} has the id ${JSON.stringify(id)}, which is not "${prefix}…" in kebab-case.`,
    ];
  const wrong: string[] = [];
  const demand = (holds: boolean, what: string) => {
    if (!holds) wrong.push(`Rule "${id}": ${what}.`);
  };
  for (const key of ['title', 'why', 'fix', 'since'])
    demand(typeof rule[key] === 'string', `\`${key}\` is no text`);
  demand(isKey(rule.category, CATEGORIES), '`category` is none that exists');
  demand(isSeverity(rule.severity), '`severity` is none that exists');
  demand(isOneOf(rule.confidence, CONFIDENCES), '`confidence` is not high, medium or low');
  demand(isTexts(rule.references), '`references` is no list of texts');
  for (const key of ['tags', 'links', 'formerly', 'versions'])
    demand(rule[key] === undefined || isTexts(rule[key]), `\`${key}\` is no list of texts`);
  demand(
    isObject(rule.messages) && isTexts(Object.values(rule.messages)),
    '`messages` are no texts by id',
  );
  demand(isVisit(rule.visit), '`visit` is no object of functions by kind');
  demand(isHaving(rule.having), '`having` is no object of lists of fields by kind');
  demand(isOptions(rule.options), '`options` are not made by integer(), flag() and the like');
  return wrong;
}

function problemsOfPreset(key: string, preset: unknown): readonly string[] {
  if (!isObject(preset)) return [`Preset "${key}" is no object.`];
  const { about, extends: base = [], rules = {} } = preset;
  const isRight =
    NAME.test(key) &&
    typeof about === 'string' &&
    isTexts(base) &&
    isObject(rules) &&
    Object.values(rules).every(isSetting);
  return isRight
    ? []
    : [`Preset "${key}" is not { about, extends?, rules? } with severities by id.`];
}

function isSetting(value: unknown): boolean {
  if (!isObject(value)) return LEVELS.includes(value);
  const { severity, options } = value;
  return (
    (severity === undefined || LEVELS.includes(severity)) &&
    (options === undefined || isObject(options))
  );
}

function isSeverity(value: unknown): boolean {
  if (!isObject(value)) return isOneOf(value, SEVERITIES);
  return LEVELS.includes(value.recommended) && LEVELS.includes(value.strict);
}

function isVisit(value: unknown): boolean {
  return (
    isObject(value) &&
    Object.entries(value).every(([kind, visit]) => KINDS.has(kind) && typeof visit === 'function')
  );
}

/** A field that does not exist would be one that no node has, and the rule would never speak. */
function isHaving(value: unknown): boolean {
  if (value === undefined) return true;
  return (
    isObject(value) &&
    Object.entries(value).every(
      ([kind, fields]) =>
        isTexts(fields) && fields.every((field) => field.startsWith('x-') || hasField(kind, field)),
    )
  );
}

function hasField(kind: string, field: string): boolean {
  const fields: unknown = Object.hasOwn(FIELDS, kind) ? Reflect.get(FIELDS, kind) : undefined;
  return isObject(fields) && Object.hasOwn(fields, field);
}

function isOptions(value: unknown): boolean {
  if (value === undefined) return true;
  return (
    isObject(value) &&
    Object.values(value).every(
      (option) =>
        isObject(option) &&
        OPTION_TYPES.includes(option.type) &&
        typeof option.about === 'string' &&
        option.default !== undefined,
    )
  );
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isOneOf(value: unknown, known: readonly unknown[]): boolean {
  return known.includes(value);
}

function isKey(value: unknown, table: object): boolean {
  return typeof value === 'string' && Object.hasOwn(table, value);
}

function isObject(value: unknown): value is Unchecked {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
