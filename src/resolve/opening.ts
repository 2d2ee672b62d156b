import type { Failure } from '../errors.ts';
import type { Document } from '../parse/parse.ts';
import type { Source } from '../source/source.ts';
import type { Base, Dead, Spot } from './bundle.ts';
import { absolute, type Files, filesWithin, type Read } from './files.ts';
import { anonymous, type Identifiers, identifiersOf, mayIdentify } from './identifiers.ts';
import type { ReferencePolicy } from './policy.ts';
import { textAt, valueAt } from './reference.ts';

/** What was fetched, by address: a document, or why there is none. */
export type Fetched = ReadonlyMap<string, Read | Dead>;

/** A document of the bundle, and where it was read from: what relative references go by if its `$id` leads nowhere. */
export interface Entry extends Identifiers {
  readonly path: string;
}

/** A bundle while its references are followed. */
export interface Opening {
  readonly policy: ReferencePolicy;
  readonly files: Files;
  readonly fetched: Fetched;
  readonly root: Document;
  /** Whether documents and schemas may call themselves something: since 3.1. */
  readonly hasIdentifiers: boolean;
  readonly documents: Document[];
  readonly failures: Failure[];
  readonly entries: Map<Source, Entry>;
  /** By path, by address, and by what documents and schemas call themselves. */
  readonly known: Map<string, Base | Dead>;
  /** Where references lead up to their `#`, by the folder of the file that they stand in. */
  readonly folders: Map<string, Map<string, Base | Dead>>;
  readonly dynamicAnchors: Map<string, Spot>;
  /** The characters of all documents. */
  characters: number;
  /** How many missing names may still be compared with those that exist, which takes time. */
  hints: number;
}

const MOST_HINTS = 50;

/** A bundle that holds nothing but the root. */
export function startOpening(root: Document, policy: ReferencePolicy, fetched: Fetched): Opening {
  const opening: Opening = {
    policy,
    files: filesWithin(policy),
    fetched,
    root,
    hasIdentifiers: /^\s*3\.[1-9]/.test(String(valueAt(root.value, ['openapi']))),
    documents: [],
    failures: [],
    entries: new Map(),
    known: new Map(),
    folders: new Map(),
    dynamicAnchors: new Map(),
    characters: 0,
    hints: MOST_HINTS,
  };
  const path = opening.files.home(absolute(policy.root, root.source.uri));
  const base = enter(opening, root, path);
  // Also under the path that symbolic links lead to, so that the file is not read again under another name.
  const settled = opening.files.settle(path);
  if (settled.problem === undefined) opening.known.set(settled.path, base);
  return opening;
}

/** Adds a document that was read from a path or an address. */
export function enter(opening: Opening, document: Document, path: string): Base {
  const { source } = document;
  const identifiers =
    opening.hasIdentifiers && mayIdentify(source.text)
      ? identifiersOf(document, path)
      : anonymous(document, path);
  opening.documents.push(document);
  opening.characters += source.text.length;
  opening.entries.set(source, { ...identifiers, path });
  const { whole, embedded, anchors } = identifiers;
  for (const base of [whole, ...embedded.values()]) note(opening.known, base.uri, base);
  note(opening.known, path, whole);
  for (const [name, spot] of anchors) {
    if (textAt(spot.value, '$dynamicAnchor') === name) note(opening.dynamicAnchors, name, spot);
  }
  return whole;
}

function note<T>(map: Map<string, T>, key: string, value: T): void {
  if (!map.has(key)) map.set(key, value);
}
