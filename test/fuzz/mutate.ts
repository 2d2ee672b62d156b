import { dump } from 'js-yaml';
import { KEYS, REFERENCES, SNIPPETS, VALUES } from './words.ts';

/** A change of the tree: what is done, to which place of all, and a number that chooses with what. */
export interface TreeEdit {
  readonly kind: 'delete' | 'duplicate' | 'retype' | 'rename' | 'splice' | 'refer' | 'add';
  readonly at: number;
  readonly choice: number;
}

/** A change of the text: what is done, where (in thousandths of its length), and a number that chooses with what. */
export interface TextEdit {
  readonly kind: 'truncate' | 'insert' | 'remove' | 'repeat' | 'indent' | 'splice';
  readonly at: number;
  readonly choice: number;
}

/** How a tree is written down. */
export type Spelling = 'as-is' | 'json' | 'minified' | 'yaml' | 'flow';

type Holder = { [key: string]: unknown } | unknown[];

interface Place {
  readonly holder: Holder;
  readonly key: string | number;
  readonly pointer: string;
}

/** The tree after all changes; `other` is where spliced pieces come from. Neither argument changes. */
export function mutateTree(base: unknown, other: unknown, edits: readonly TreeEdit[]): unknown {
  const root = { tree: structuredClone(base) };
  const pieces = placesIn({ tree: other });
  for (const edit of edits) {
    const places = placesIn(root);
    const place = places[edit.at % places.length];
    if (place !== undefined) change(place, edit, { places, pieces });
  }
  return root.tree;
}

function change(
  { holder, key }: Place,
  { kind, choice }: TreeEdit,
  { places, pieces }: { readonly places: readonly Place[]; readonly pieces: readonly Place[] },
): void {
  const value = at(holder, key);
  if (kind === 'delete') remove(holder, key);
  else if (kind === 'retype') set(holder, key, chosen(VALUES, choice));
  else if (kind === 'duplicate') add(holder, `${key}${choice}`, value);
  else if (kind === 'splice') set(holder, key, pieceOf(chosen(pieces, choice)));
  else if (kind === 'refer') set(holder, key, { $ref: reference(places, choice) });
  else if (kind === 'rename') {
    remove(holder, key);
    add(holder, chosen(KEYS, choice), value);
  } else if (typeof value === 'object' && value !== null)
    add(value as Holder, chosen(KEYS, choice), chosen(VALUES, choice >> 8));
}

/** Half of them lead to a place that there is. */
function reference(places: readonly Place[], choice: number): unknown {
  return choice % 2 === 0 ? chosen(places, choice >> 1).pointer : chosen(REFERENCES, choice >> 1);
}

function chosen<T>(list: readonly T[], choice: number): T {
  return list[choice % list.length] as T;
}

function pieceOf({ holder, key }: Place): unknown {
  return structuredClone(at(holder, key));
}

function at(holder: Holder, key: string | number): unknown {
  return Reflect.get(holder, key);
}

/** An assignment to `__proto__` would change the object's nature instead. */
function set(holder: Holder, key: string | number, value: unknown): void {
  const copy = structuredClone(value);
  Object.defineProperty(holder, key, {
    value: copy,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

function add(holder: Holder, key: string, value: unknown): void {
  if (Array.isArray(holder)) holder.push(structuredClone(value));
  else set(holder, key, value);
}

function remove(holder: Holder, key: string | number): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
}

/** Every place of a tree, the root included. */
function placesIn(root: Holder): readonly Place[] {
  const places: Place[] = [];
  const waiting: { readonly holder: Holder; readonly pointer: string }[] = [
    { holder: root, pointer: '#' },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { holder, pointer } = next;
    for (const key of Object.keys(holder)) {
      const step = key.replaceAll('~', '~0').replaceAll('/', '~1');
      const place = holder === root ? pointer : `${pointer}/${step}`;
      places.push({ holder, key: Array.isArray(holder) ? Number(key) : key, pointer: place });
      const value = at(holder, key);
      if (typeof value === 'object' && value !== null)
        waiting.push({ holder: value as Holder, pointer: place });
    }
  }
  return places;
}

/** Writes a tree down. */
export function spell(tree: unknown, spelling: Exclude<Spelling, 'as-is'>): string {
  if (spelling === 'json') return JSON.stringify(tree, undefined, 2);
  if (spelling === 'minified') return JSON.stringify(tree);
  return dump(tree, { flowLevel: spelling === 'flow' ? 2 : -1, lineWidth: -1 });
}

/** The text after all changes. */
export function mutateText(base: string, other: string, edits: readonly TextEdit[]): string {
  return edits.reduce((text, edit) => changed(text, other, edit), base);
}

function changed(text: string, other: string, { kind, at: share, choice }: TextEdit): string {
  const place = Math.floor((text.length * (share % 1001)) / 1000);
  const before = text.slice(0, place);
  const after = text.slice(place);
  const length = choice % 40;
  switch (kind) {
    case 'truncate':
      return before;
    case 'insert':
      return before + chosen(SNIPPETS, choice) + after;
    case 'remove':
      return before + after.slice(length);
    case 'repeat':
      return before + after.slice(0, length) + after;
    case 'indent':
      return `${before}${after.replace('\n', `\n${' '.repeat(length % 9)}`)}`;
    case 'splice':
      return before + other.slice(choice % (other.length + 1)) + after;
  }
}
