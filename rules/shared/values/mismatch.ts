import { Schema } from 'specgate/rule';
import { isWritten } from '../written-property.ts';
import { isSame } from './equal.ts';
import { mayEvaluate } from './evaluated.ts';
import { isInFormat, isOfFormat } from './formats.ts';
import { matches } from './matches.ts';
import { shownValue } from './shown-value.ts';

/** What is wrong with a value. */
export interface Mismatch {
  /** The way from the value to the part that does not fit. */
  readonly keys: readonly (string | number)[];
  /** Completes "It does not fit: …". */
  readonly reason: string;
}

export interface Question {
  /** Properties with this mark may be missing although they are required: `readOnly` in requests, `writeOnly` in responses. */
  readonly mayLack: 'readOnly' | 'writeOnly' | 'either';
  /** The `enum` and `const` of the schema itself are not asked: it is their entries that are tried. */
  readonly exceptValues?: boolean;
}

/** More comparisons than this, or deeper ones, are not made; the value then passes. */
const MOST_STEPS = 5000;
const DEEPEST = 60;
/** Longer lists are not looked through for equal items. */
const MOST_UNIQUE = 100;

interface State {
  readonly question: Question;
  steps: number;
}

/**
 * The first fault of a value by a schema, `allOf`, references and alternatives included; undefined where it fits.
 * Asks for what can be told for certain: conditions, `not` and unevaluated items are left out.
 */
export function mismatchOf(
  value: unknown,
  schema: Schema,
  question: Question,
): Mismatch | undefined {
  const state = { question, steps: 0 };
  const found = check(value, schema, state, question.exceptValues === true ? 0 : 1);
  return state.steps > MOST_STEPS ? undefined : found;
}

type Found = Mismatch | undefined;

function fault(reason: string): Mismatch {
  return { keys: [], reason };
}

/** `depth` 0 is the schema in question. */
function check(value: unknown, schema: Schema, state: State, depth: number): Found {
  state.steps += 1;
  if (state.steps > MOST_STEPS || depth > DEEPEST) return undefined;
  if (schema.boolean !== undefined) return schema.boolean ? undefined : fault('nothing is allowed');
  if (value === null && acceptsNull(schema)) return undefined;
  return (
    checkType(value, schema) ??
    (depth === 0 ? undefined : checkValues(value, schema)) ??
    checkContent(value, schema, state, depth) ??
    checkParts(value, schema, state, depth)
  );
}

/** Also by the keyword of other versions: that it has no effect is a fault of its own. */
function acceptsNull({ isNullable, raw }: Schema): boolean {
  return isNullable || raw.nullable === true || raw['x-nullable'] === true;
}

function checkType(value: unknown, schema: Schema): Found {
  const { types } = schema;
  if (types.length === 0)
    return value === null || schema.type !== 'null' ? undefined : fault('only null is allowed');
  for (const type of types) if (isOfType(value, type)) return undefined;
  const wanted = types.length === 1 ? types[0] : types.join(' or ');
  return fault(`${shownValue(value)} is no ${wanted}`);
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    // Types that do not exist are a mistake of structure.
    default:
      return true;
  }
}

function checkValues(value: unknown, schema: Schema): Found {
  const { values } = schema;
  if (values === undefined || values.some((entry) => isSame(entry, value))) return undefined;
  return fault(`${shownValue(value)} is not among the allowed values`);
}

function checkContent(value: unknown, schema: Schema, state: State, depth: number): Found {
  if (typeof value === 'string') return checkText(value, schema);
  if (typeof value === 'number') return checkNumber(value, schema);
  if (Array.isArray(value)) return checkList(value, schema, state, depth);
  if (typeof value === 'object' && value !== null) return checkObject(value, schema, state, depth);
  return undefined;
}

function checkText(value: string, { minLength, maxLength, pattern, format }: Schema): Found {
  if (minLength !== undefined || maxLength !== undefined) {
    const length = lengthOf(value);
    if (maxLength !== undefined && length > maxLength)
      return fault(`${length} characters are more than ${maxLength}`);
    if (minLength !== undefined && length < minLength)
      return fault(`${length} characters are fewer than ${minLength}`);
  }
  if (format !== undefined && !isOfFormat(value, format))
    return fault(`${shownValue(value)} is no ${format}`);
  if (pattern !== undefined && matches(value, pattern) === false)
    return fault(`${shownValue(value)} does not match the pattern`);
  return undefined;
}

/** In characters as people count them: an emoji is one. */
function lengthOf(value: string): number {
  let length = 0;
  for (const _ of value) length += 1;
  return length;
}

function checkNumber(value: number, schema: Schema): Found {
  const { lower, upper, multipleOf, format } = schema;
  if (lower !== undefined && (lower.exclusive ? value <= lower.value : value < lower.value))
    return fault(`${shownValue(value)} is below the minimum ${lower.value}`);
  if (upper !== undefined && (upper.exclusive ? value >= upper.value : value > upper.value))
    return fault(`${shownValue(value)} is above the maximum ${upper.value}`);
  if (multipleOf !== undefined && multipleOf > 0 && !isMultiple(value, multipleOf))
    return fault(`${shownValue(value)} is no multiple of ${multipleOf}`);
  if (format !== undefined && !isInFormat(value, format))
    return fault(`${shownValue(value)} is no ${format}`);
  return undefined;
}

/** 0.3 is a multiple of 0.1 to everybody but computers. */
function isMultiple(value: number, of: number): boolean {
  const times = value / of;
  return Math.abs(times - Math.round(times)) < 1e-9 * Math.max(1, Math.abs(times));
}

function checkList(value: readonly unknown[], schema: Schema, state: State, depth: number): Found {
  const { minItems, maxItems, uniqueItems, items, prefixItems } = schema;
  const { length } = value;
  if (maxItems !== undefined && length > maxItems)
    return fault(`${length} items are more than ${maxItems}`);
  if (minItems !== undefined && length < minItems)
    return fault(`${length} items are fewer than ${minItems}`);
  if (uniqueItems === true && hasTwice(value)) return fault('an item stands there twice');
  for (const [index, item] of value.entries()) {
    const wanted = prefixItems[index] ?? items;
    if (wanted === undefined) continue;
    const found = within(index, check(item, wanted, state, depth + 1));
    if (found !== undefined) return found;
  }
  return checkContained(value, schema, state, depth);
}

/** How many items are too many cannot be told for certain: one that seems to fit may not. */
function checkContained(
  value: readonly unknown[],
  { contains, minContains = 1 }: Schema,
  state: State,
  depth: number,
): Found {
  if (contains === undefined) return undefined;
  const count = value.filter(
    (item) => check(item, contains, state, depth + 1) === undefined,
  ).length;
  return count < minContains
    ? fault(`it has ${count} of the ${minContains} items that it has to contain`)
    : undefined;
}

function hasTwice(items: readonly unknown[]): boolean {
  if (items.length > MOST_UNIQUE) return false;
  return items.some((item, index) => items.slice(0, index).some((other) => isSame(item, other)));
}

function checkObject(value: object, schema: Schema, state: State, depth: number): Found {
  const keys = Object.keys(value);
  const { maxProperties, minProperties } = schema;
  if (maxProperties !== undefined && keys.length > maxProperties)
    return fault(`${keys.length} properties are more than ${maxProperties}`);
  if (minProperties !== undefined && keys.length < minProperties)
    return fault(`${keys.length} properties are fewer than ${minProperties}`);
  for (const name of schema.requiredNames) {
    if (Object.hasOwn(value, name) || mayLack(schema, name, state.question)) continue;
    return fault(`it lacks ${shownValue(name)}`);
  }
  for (const [name, item] of Object.entries(value)) {
    const found =
      checkName(name, schema, state, depth) ?? checkProperty(name, item, schema, state, depth);
    if (found !== undefined) return found;
  }
  return checkDependents(value, schema, state, depth);
}

function checkName(name: string, schema: Schema, state: State, depth: number): Found {
  const { propertyNames, unevaluatedProperties } = schema;
  if (unevaluatedProperties?.boolean === false && !mayEvaluate(schema, name))
    return fault(`${shownValue(name)} is no property that is allowed`);
  if (propertyNames === undefined) return undefined;
  return check(name, propertyNames, state, depth + 1) === undefined
    ? undefined
    : fault(`${shownValue(name)} is no name that is allowed`);
}

/** What has to be there, or to hold, because a property is there. */
function checkDependents(value: object, schema: Schema, state: State, depth: number): Found {
  for (const [name, names] of entriesOf(schema.dependentRequired)) {
    if (!Object.hasOwn(value, name) || !Array.isArray(names)) continue;
    const missing = names.find(
      (other) =>
        typeof other === 'string' &&
        !Object.hasOwn(value, other) &&
        !mayLack(schema, other, state.question),
    );
    if (missing !== undefined)
      return fault(`beside ${shownValue(name)} it lacks ${shownValue(missing)}`);
  }
  for (const [name, dependent] of schema.dependentSchemas) {
    const found = Object.hasOwn(value, name)
      ? check(value, dependent, state, depth + 1)
      : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function entriesOf(map: unknown): readonly (readonly [string, unknown])[] {
  return typeof map === 'object' && map !== null ? Object.entries(map) : [];
}

function mayLack(schema: Schema, name: string, { mayLack: mark }: Question): boolean {
  const property = propertyOf(schema, name);
  if (property === undefined) return false;
  const isReadOnly = property.readOnly === true || property.ref?.readOnly === true;
  const isWriteOnly = property.writeOnly === true || property.ref?.writeOnly === true;
  return (isReadOnly && mark !== 'writeOnly') || (isWriteOnly && mark !== 'readOnly');
}

/** The property where the schema, or what holds it in `allOf`, defines it. */
function propertyOf(schema: Schema, name: string): Schema | undefined {
  const own = schema.properties.get(name);
  if (own !== undefined) return own;
  const { owner } = schema;
  if (!(owner instanceof Schema) || !owner.allOf.includes(schema)) return undefined;
  for (const part of [owner, ...owner.allOf]) {
    const property = part.properties.get(name);
    if (property !== undefined) return property;
  }
  return undefined;
}

function checkProperty(
  name: string,
  value: unknown,
  schema: Schema,
  state: State,
  depth: number,
): Found {
  const property = schema.properties.get(name);
  if (property !== undefined) return within(name, check(value, property, state, depth + 1));
  if (isWritten(schema.raw.properties, name)) return undefined;
  for (const [pattern, wanted] of schema.patternProperties) {
    const isMatch = matches(name, pattern);
    if (isMatch === undefined) return undefined;
    if (isMatch) return within(name, check(value, wanted, state, depth + 1));
  }
  // What a reference that leads nowhere allows is not known.
  const others = schema.additionalProperties;
  if (others === undefined) return undefined;
  if (others.boolean === false) return fault(`${shownValue(name)} is no property that is allowed`);
  return within(name, check(value, others, state, depth + 1));
}

function checkParts(value: unknown, schema: Schema, state: State, depth: number): Found {
  if (schema.ref !== undefined) {
    const found = check(value, schema.ref, state, depth + 1);
    if (found !== undefined) return found;
  }
  for (const part of schema.allOf) {
    const found = check(value, part, state, depth + 1);
    if (found !== undefined) return found;
  }
  return (
    checkBranches(value, schema, 'oneOf', state, depth) ??
    checkBranches(value, schema, 'anyOf', state, depth)
  );
}

/** That several branches of `oneOf` fit is a fault of the schema, not of the value. */
function checkBranches(
  value: unknown,
  schema: Schema,
  keyword: 'oneOf' | 'anyOf',
  state: State,
  depth: number,
): Found {
  const branches = schema[keyword];
  if (branches.length === 0) return undefined;
  const written = schema.raw[keyword];
  // A branch that leads nowhere may be the one.
  if (Array.isArray(written) && written.length > branches.length) return undefined;
  let only: Found;
  for (const branch of branches) {
    const found = check(value, branch, state, depth + 1);
    if (found === undefined) return undefined;
    only = found;
  }
  return branches.length === 1 ? only : fault(`it is none of the ${branches.length} alternatives`);
}

function within(key: string | number, found: Found): Found {
  return found === undefined ? undefined : { keys: [key, ...found.keys], reason: found.reason };
}
