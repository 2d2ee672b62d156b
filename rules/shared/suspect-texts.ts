import { type Api, fact, type Pointer } from 'specgate/rule';
import { NUMBER_HINT } from './pii-numbers.ts';
import { mayHoldSecret } from './secret-hints.ts';

/** A text of the documents that is worth a close look. */
export interface SuspectText {
  readonly at: Pointer;
  readonly text: string;
}

interface Suspects {
  readonly secrets: readonly SuspectText[];
  readonly numbers: readonly SuspectText[];
  readonly extensions: ReadonlySet<string>;
}

/** Every text of every file of the description that may hold a credential, wherever it stands, in document order. */
export function suspectTexts(api: Api): readonly SuspectText[] {
  return suspects(api).secrets;
}

/** Every example and default that may be the number of a card, an account or a person. */
export function suspectNumbers(api: Api): readonly SuspectText[] {
  return suspects(api).numbers;
}

/** The names of all extensions in the files of the description, also of those in data. */
export function extensionNames(api: Api): ReadonlySet<string> {
  return suspects(api).extensions;
}

/** Numbers from here on have as many digits as a card. */
const LEAST_NUMBER = 1e12;
const SHORTEST_NUMBER = 11;
const LONGEST_NUMBER = 60;

/** One walk over all values of all files, for all who look for texts in them. */
const suspects: (api: Api) => Suspects = fact((api: Api) => {
  const secrets: SuspectText[] = [];
  const numbers: SuspectText[] = [];
  const extensions = new Set<string>();
  for (const { source, value } of api.documents) {
    const steps: (string | number)[] = [];
    const placeOf = (key: string | number): Pointer => {
      let at: Pointer = { source, parent: undefined, key: '' };
      for (const step of steps) at = { source, parent: at, key: step };
      return { source, parent: at, key };
    };
    walk(value, steps, extensions, (leaf, key) => {
      if (typeof leaf === 'number') {
        if (leaf < LEAST_NUMBER || !isData(steps, key)) return;
        numbers.push({ at: placeOf(key), text: String(leaf) });
        return;
      }
      if (key === '$ref' && leaf.startsWith('#')) return;
      if (mayHoldSecret(leaf)) secrets.push({ at: placeOf(key), text: leaf });
      if (leaf.length < SHORTEST_NUMBER || leaf.length > LONGEST_NUMBER) return;
      if (NUMBER_HINT.test(leaf) && isData(steps, key))
        numbers.push({ at: placeOf(key), text: leaf });
    });
  }
  return { secrets, numbers, extensions };
});

const DATA = new Set<string | number>([
  'example',
  'examples',
  'default',
  'x-example',
  'x-examples',
]);

function isData(steps: readonly (string | number)[], key: string | number): boolean {
  return DATA.has(key) || steps.some((step) => DATA.has(step));
}

type Look = (leaf: string | number, key: string | number) => void;

const LETTER_X = 120;
const HYPHEN = 45;

/** Calls `look` for each text and number below a value; `steps` leads to the object or list that holds it. */
function walk(
  value: unknown,
  steps: (string | number)[],
  extensions: Set<string>,
  look: Look,
): void {
  const enter = (child: unknown, key: string | number): void => {
    if (typeof child === 'string' || typeof child === 'number') look(child, key);
    else if (typeof child === 'object' && child !== null) {
      steps.push(key);
      each(child);
      steps.pop();
    }
  };
  const each = (holder: unknown): void => {
    if (Array.isArray(holder)) {
      for (let index = 0; index < holder.length; index += 1) enter(holder[index], index);
    } else if (isObject(holder)) {
      for (const key in holder) {
        if (key.charCodeAt(0) === LETTER_X && key.charCodeAt(1) === HYPHEN) extensions.add(key);
        enter(holder[key], key);
      }
    }
  };
  each(value);
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
