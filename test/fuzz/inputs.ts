import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from '../../src/parse/parse.ts';
import { Source } from '../../src/source/source.ts';
import {
  mutateText,
  mutateTree,
  type Spelling,
  spell,
  type TextEdit,
  type TreeEdit,
} from './mutate.ts';

/** Something to scan: a name, which says the format, and the bytes of the file. */
export interface Input {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const NAMES = ['fuzzed.yaml', 'fuzzed.json', 'fuzzed'] as const;
const LARGEST = 40_000;

/** The texts that inputs are made of: the fixtures, small ones first, since a counterexample shrinks towards the first. */
export function seedTexts(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ya?ml|json)$/.test(name))
    .sort()
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    .filter(({ length }) => length > 0 && length <= LARGEST)
    .sort((a, b) => a.length - b.length);
}

/** Mutated seeds, by tree and by text, and bytes that were never a description. */
export function anyInput(seeds: readonly string[]): fc.Arbitrary<Input> {
  const name = fc.constantFrom(...NAMES);
  const seed = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...seeds.filter(isDescription)) },
    { weight: 1, arbitrary: fc.constantFrom(...seeds) },
  );
  const mutated = fc
    .record({
      name,
      base: seed,
      other: seed,
      tree: fc.array(treeEdit, { maxLength: 6 }),
      text: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, textEdits),
      spelling: fc.constantFrom<Spelling>('as-is', 'yaml', 'json', 'minified', 'flow'),
      encode: fc.oneof({ weight: 9, arbitrary: fc.constant(utf8) }, fc.constantFrom(...ENCODERS)),
    })
    .map((recipe) => ({ name: recipe.name, bytes: recipe.encode(textOf(recipe)) }));
  const bytes = fc.record({ name, bytes: fc.uint8Array({ maxLength: 300 }) });
  const unit = fc.nat(0xffff).map((code) => String.fromCharCode(code));
  const text = fc.record({ name, bytes: fc.string({ unit, maxLength: 300 }).map(utf8) });
  return fc.oneof(
    { weight: 20, arbitrary: mutated },
    { weight: 1, arbitrary: bytes },
    { weight: 1, arbitrary: text },
  );
}

const number = fc.nat(0x7fff_ffff);

const treeEdit: fc.Arbitrary<TreeEdit> = fc.record({
  kind: fc.constantFrom('delete', 'duplicate', 'retype', 'rename', 'splice', 'refer', 'add'),
  at: number,
  choice: number,
});

const textEdits: fc.Arbitrary<readonly TextEdit[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('truncate', 'insert', 'remove', 'repeat', 'indent', 'splice'),
    at: number,
    choice: number,
  }),
  { minLength: 1, maxLength: 4 },
);

interface Recipe {
  readonly base: string;
  readonly other: string;
  readonly tree: readonly TreeEdit[];
  readonly text: readonly TextEdit[];
  readonly spelling: Spelling;
}

function textOf({ base, other, tree, text, spelling }: Recipe): string {
  if (spelling === 'as-is') return mutateText(base, other, text);
  const mutant = mutateTree(seedValue(base), seedValue(other), tree);
  return mutateText(spell(mutant, spelling) ?? '', other, text);
}

function isDescription(text: string): boolean {
  return /^[\s{]*["']?(?:openapi|swagger)["']?\s*:/m.test(text);
}

/** The value of a seed; null for one that is meant to be unreadable. */
function seedValue(text: string): unknown {
  return parse(new Source('seed.yaml', text)).document?.value ?? null;
}

function utf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

const ENCODERS: readonly ((text: string) => Uint8Array)[] = [
  (text) => Buffer.from(`\ufeff${text}`, 'utf8'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(text, 'latin1'),
];
