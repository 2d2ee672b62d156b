import { type Api, fact, type Pointer } from 'specgate/rule';
import { NUMBER_HINT } from './pii-numbers.ts';
import { mayHoldSecret } from './secret-hints.ts';

/** A text of the documents that is worth a close look. */
export interface SuspectText {
  readonly at: Pointer;
  readonly text: string;
}

/** What one walk over all values of all files finds, for all who ask about more than nodes. */
export interface Walked {
  /** The texts that may hold a credential, wherever they stand, in document order. */
  readonly secrets: readonly SuspectText[];
  /** The examples and defaults that may be the number of a card, an account or a person. */
  readonly numbers: readonly SuspectText[];
  /** The names of all extensions, also of those in data. */
  readonly extensions: ReadonlySet<string>;
  /** The references into the description itself that stand outside its definitions, also those in data. */
  readonly references: ReadonlySet<string>;
  /** How many levels deep each document is, in their order. */
  readonly levels: readonly number[];
}

export const walked: (api: Api) => Walked = fact((api: Api) => {
  const found: Found = {
    secrets: [],
    numbers: [],
    extensions: new Set(),
    references: new Set(),
    levels: [],
  };
  for (const { source, value } of api.documents) {
    const isRoot = value === api.raw;
    const walk: Walk = { source, isRoot, steps: [], levels: 1, dataSteps: 0, found };
    if (isObject(value)) enter(value, walk);
    found.levels.push(walk.levels);
  }
  return found;
});

interface Found {
  readonly secrets: SuspectText[];
  readonly numbers: SuspectText[];
  readonly extensions: Set<string>;
  readonly references: Set<string>;
  readonly levels: number[];
}

/** The walk over one document. */
interface Walk {
  readonly source: Pointer['source'];
  /** Whether the description stands in it. */
  readonly isRoot: boolean;
  /** The way to the object or list that is looked through. */
  readonly steps: (string | number)[];
  levels: number;
  /** How many of the steps lead into examples and defaults. */
  dataSteps: number;
  readonly found: Found;
}

const LETTER_X = 120;
const HYPHEN = 45;

function enter(holder: object, walk: Walk): void {
  if (walk.steps.length >= walk.levels) walk.levels = walk.steps.length + 1;
  if (Array.isArray(holder)) {
    for (let index = 0; index < holder.length; index += 1) look(holder[index], index, walk);
  } else if (isObject(holder)) {
    for (const key in holder) {
      if (key.charCodeAt(0) === LETTER_X && key.charCodeAt(1) === HYPHEN)
        walk.found.extensions.add(key);
      look(holder[key], key, walk);
    }
  }
}

function look(value: unknown, key: string | number, walk: Walk): void {
  if (typeof value === 'string') lookAtText(value, key, walk);
  else if (typeof value === 'number') lookAtNumber(value, key, walk);
  else if (typeof value === 'object' && value !== null) {
    const isData = DATA.has(key);
    walk.steps.push(key);
    if (isData) walk.dataSteps += 1;
    enter(value, walk);
    if (isData) walk.dataSteps -= 1;
    walk.steps.pop();
  }
}

/** Neither a number nor a credential is shorter. */
const SHORTEST = 11;
const LONGEST_NUMBER = 60;

function lookAtText(text: string, key: string | number, walk: Walk): void {
  if (key === '$ref' && text.startsWith('#')) {
    const part = walk.steps[0];
    if (walk.isRoot && part !== undefined && !DEFINITIONS.has(part))
      walk.found.references.add(text);
    return;
  }
  if (text.length < SHORTEST) return;
  if (text.length <= LONGEST_NUMBER && isData(key, walk) && NUMBER_HINT.test(text))
    walk.found.numbers.push({ at: placeOf(key, walk), text });
  if (mayHoldSecret(text)) walk.found.secrets.push({ at: placeOf(key, walk), text });
}

/** Numbers from here on have as many digits as a card. */
const LEAST_NUMBER = 1e12;

function lookAtNumber(value: number, key: string | number, walk: Walk): void {
  if (value < LEAST_NUMBER || !isData(key, walk)) return;
  walk.found.numbers.push({ at: placeOf(key, walk), text: String(value) });
}

/** The fields of a description in which definitions stand, those of 2.0 as well. */
export const DEFINITIONS: ReadonlySet<string | number> = new Set([
  'components',
  'definitions',
  'parameters',
  'responses',
  'securityDefinitions',
]);

const DATA: ReadonlySet<string | number> = new Set([
  'example',
  'examples',
  'default',
  'x-example',
  'x-examples',
]);

function isData(key: string | number, { dataSteps }: Walk): boolean {
  return dataSteps > 0 || DATA.has(key);
}

function placeOf(key: string | number, { source, steps }: Walk): Pointer {
  let at: Pointer = { source, parent: undefined, key: '' };
  for (const step of steps) at = { source, parent: at, key: step };
  return { source, parent: at, key };
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
