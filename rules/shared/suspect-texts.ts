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
}

/** Every text of every file of the description that may hold a credential, wherever it stands, in document order. */
export function suspectTexts(api: Api): readonly SuspectText[] {
  return suspects(api).secrets;
}

/** Every example and default that may be the number of a card, an account or a person. */
export function suspectNumbers(api: Api): readonly SuspectText[] {
  return suspects(api).numbers;
}

/** Numbers from here on have as many digits as a card. */
const LEAST_NUMBER = 1e12;
const SHORTEST_NUMBER = 11;
const LONGEST_NUMBER = 60;

/** One walk over all values of all files, for all who look for texts in them. */
const suspects: (api: Api) => Suspects = fact((api: Api) => {
  const secrets: SuspectText[] = [];
  const numbers: SuspectText[] = [];
  for (const { source, value } of api.documents) {
    const steps: (string | number)[] = [];
    const placeOf = (key: string | number): Pointer => {
      let at: Pointer = { source, parent: undefined, key: '' };
      for (const step of steps) at = { source, parent: at, key: step };
      return { source, parent: at, key };
    };
    walk(value, steps, (leaf, key) => {
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
  return { secrets, numbers };
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

/** Calls `look` for each text and number below a value; `steps` leads to the object or list that holds it. */
function walk(value: unknown, steps: (string | number)[], look: Look): void {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) enter(value[index], index, steps, look);
  } else if (isObject(value)) {
    for (const key in value) enter(value[key], key, steps, look);
  }
}

function enter(value: unknown, key: string | number, steps: (string | number)[], look: Look): void {
  if (typeof value === 'string' || typeof value === 'number') look(value, key);
  else if (typeof value === 'object' && value !== null) {
    steps.push(key);
    walk(value, steps, look);
    steps.pop();
  }
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
