import { type Api, fact, type Pointer } from 'specgate/rule';
import { mayHoldSecret } from './secret-hints.ts';

/** A text of the documents that may hold a credential, wherever it stands: examples, defaults, descriptions, extensions. */
export interface SuspectText {
  readonly at: Pointer;
  readonly text: string;
}

/** Every text of every file of the description that may hold a credential, in document order. */
export const suspectTexts: (api: Api) => readonly SuspectText[] = fact((api: Api) => {
  const found: SuspectText[] = [];
  for (const { source, value } of api.documents) {
    const steps: (string | number)[] = [];
    const pointerHere = (): Pointer => {
      let at: Pointer = { source, parent: undefined, key: '' };
      for (const key of steps) at = { source, parent: at, key };
      return at;
    };
    const look = (text: string, key: string | number): void => {
      if (key === '$ref' && text.startsWith('#')) return;
      if (!mayHoldSecret(text)) return;
      found.push({ at: { source, parent: pointerHere(), key }, text });
    };
    walk(value, steps, look);
  }
  return found;
});

/** Calls `look` for each text below a value; `steps` leads to the object or list that holds it. */
function walk(
  value: unknown,
  steps: (string | number)[],
  look: (text: string, key: string | number) => void,
): void {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) enter(value[index], index, steps, look);
  } else if (isObject(value)) {
    for (const key in value) enter(value[key], key, steps, look);
  }
}

function enter(
  value: unknown,
  key: string | number,
  steps: (string | number)[],
  look: (text: string, key: string | number) => void,
): void {
  if (typeof value === 'string') look(value, key);
  else if (typeof value === 'object' && value !== null) {
    steps.push(key);
    walk(value, steps, look);
    steps.pop();
  }
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
