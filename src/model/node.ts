import { below, type Pointer, pointerText } from '../source/pointer.ts';
import type { Source } from '../source/source.ts';
import type { Answer } from './facts/fact.ts';
import {
  EVERY,
  FIELDS,
  type Field,
  type FieldTable,
  type TableKind,
  type ValueType,
} from './fields.ts';
import { freezeMap } from './freeze-map.ts';
import { isKind } from './is-kind.ts';
import type { Api, Kind, Kinds, Reference } from './kinds.ts';
import { ANYTHING, EXTENSIONS, type Presence, presenceOf } from './presence.ts';
import { ALL } from './version.ts';

/** A plain object of the document. Fields of OpenAPI never collide with what every JavaScript object inherits. */
export type Raw = { readonly [key: string]: unknown };
export type Slot = Node | readonly Node[] | ReadonlyMap<string, Node>;

/** Where a value stands, and whose it is. */
export interface Standing {
  readonly source: Source;
  readonly parent: Pointer | undefined;
  readonly key: string | number;
  readonly owner: Node | undefined;
}

/**
 * An object of the description. It is its own place: report it, or `at(…)` below it.
 * Fields are assigned by hand, since class fields cost a fifth of the build on large documents.
 */
export class Node implements Pointer {
  /** Which kind of object it is; stands on the prototype. */
  declare readonly kind: Kind;
  declare readonly source: Source;
  declare readonly parent: Pointer | undefined;
  declare readonly key: string | number;
  /** The value as written; `true` or `false` for a boolean schema. */
  declare readonly raw: Raw;
  /** The node that holds this one; for one that stands in another file, the node whose reference led to it first. */
  declare readonly owner: Node | undefined;
  /** The description that this node belongs to. */
  declare readonly api: Api;
  /** References to this node, in document order. */
  declare referrers: readonly Reference[];
  /** Children by field; filled by the builder, read through the typed fields. */
  declare slots: { [field: string]: Slot } | undefined;
  /** Answers to questions about the node, see `fact`; null as long as nobody asked. */
  declare answers: Answer | null;
  /** Which fields may be there, by the bits of `presenceOf`. */
  declare presentLow: number;
  declare presentHigh: number;
  /** Where 2.0 keeps a field under another key: what `at` is asked for → what is written. */
  declare renamed: { readonly [field: string]: string } | undefined;

  constructor(standing: Standing, raw: unknown, api: Api | undefined) {
    this.source = standing.source;
    this.parent = standing.parent;
    this.key = standing.key;
    // The edge between "anything" and an object: the builder passes objects and, for schemas, booleans, whose fields read as undefined.
    this.raw = raw as Raw;
    this.owner = standing.owner;
    this.api = api ?? (this as unknown as Api);
    this.referrers = NONE;
    this.slots = undefined;
    this.answers = null;
    this.presentLow = ANYTHING;
    this.presentHigh = ANYTHING;
    this.renamed = undefined;
  }

  /** The place of a field (or of something below it), whether it exists or not. */
  at(first: string | number, ...rest: readonly (string | number)[]): Pointer {
    // A document may have a key like `constructor`, which every table seems to know.
    const { renamed } = this;
    const isRenamed = renamed !== undefined && Object.hasOwn(renamed, first);
    return below(this, (isRenamed ? renamed[first] : undefined) ?? first, ...rest);
  }

  /** Whether the object has the key at all, whatever its value. */
  has(key: string): boolean {
    return typeof this.raw === 'object' && Object.hasOwn(this.raw, key);
  }

  /** A vendor extension's value, `x-` included in the name. */
  extension(name: string): unknown {
    if ((this.presentHigh & EXTENSIONS.high) === 0) return undefined;
    return this.has(name) ? this.raw[name] : undefined;
  }

  /** The JSON Pointer in its file, as `#/paths/~1pets/get`. */
  get pointer(): string {
    return pointerText(this);
  }
}

// Shared by all nodes, so that a rule that writes into one writes into all.
const NONE: readonly never[] = Object.freeze([]);
const EMPTY: ReadonlyMap<string, never> = new Map<string, never>();
freezeMap(EMPTY);

/** Fields of a tag that every node has in another meaning; `Tag` offers them by other names. */
const TAKEN = ['kind', 'parent'] as const;
type Taken = (typeof TAKEN)[number];

type ValueOf<T extends ValueType> = {
  readonly text: string | undefined;
  readonly flag: boolean | undefined;
  readonly number: number | undefined;
  readonly texts: readonly string[];
  readonly any: unknown;
}[T];

type Read<F> = F extends { readonly value: infer T extends ValueType }
  ? ValueOf<T>
  : F extends { readonly child: infer K extends keyof Kinds; readonly many: infer M }
    ? M extends 'one'
      ? Kinds[K] | undefined
      : M extends 'list'
        ? readonly Kinds[K][]
        : ReadonlyMap<string, Kinds[K]>
    : never;

/** The typed fields of a kind, as its row in the table says. */
export type FieldsOf<K extends TableKind> = {
  readonly [F in Exclude<keyof (typeof FIELDS)[K], typeof EVERY | Taken>]: Read<
    (typeof FIELDS)[K][F]
  >;
};

/** The constructor of a node with the fields of its kind. */
type NodeClass<K extends TableKind> = new (
  standing: Standing,
  raw: unknown,
  api: Api | undefined,
) => Node & FieldsOf<K>;

/** A class with a getter for each field of the kind's row. */
export function nodeClass<K extends TableKind>(kind: K): NodeClass<K> {
  class TableNode extends Node {}
  nameKind(TableNode, kind);
  const table: FieldTable = FIELDS[kind];
  for (const [name, field] of Object.entries(table)) {
    if (name === EVERY || TAKEN.some((taken) => taken === name)) continue;
    Object.defineProperty(TableNode.prototype, name, {
      get: getter(name, field, presenceOf(kind, name)),
      configurable: true,
    });
  }
  // The getters above are what FieldsOf promises; the compiler cannot see properties made in a loop.
  return TableNode as unknown as NodeClass<K>;
}

/** Puts the kind on the prototype, where it costs nothing a node. */
export function nameKind(nodeType: { readonly prototype: Node }, kind: Kind): void {
  Object.defineProperty(nodeType.prototype, 'kind', { value: kind });
  // `instanceof` holds for nodes of another copy of this package too: see `isKind`.
  Object.defineProperty(nodeType, Symbol.hasInstance, {
    value: (value: unknown) => isKind(value, kind),
  });
}

function getter(name: string, field: Field, { low, high }: Presence): (this: Node) => unknown {
  if ('value' in field) return READERS[field.value](name, field.versions, low, high);
  const none = field.many === 'one' ? undefined : field.many === 'list' ? NONE : EMPTY;
  return function child() {
    if ((this.presentLow & low) === 0 && (this.presentHigh & high) === 0) return none;
    return this.slots?.[name] ?? none;
  };
}

type Getter = (this: Node) => unknown;
type MakeGetter = (name: string, versions: number, low: number, high: number) => Getter;

/**
 * A getter for each type of value. They are written out, and look at the bits first, since they are asked millions of
 * times in a large description, mostly for what is not there.
 */
const READERS: { readonly [T in ValueType]: MakeGetter } = {
  text: (name, versions, low, high) =>
    function text() {
      if ((this.presentLow & low) === 0 && (this.presentHigh & high) === 0) return undefined;
      const value = this.raw[name];
      return typeof value === 'string' && isIn(this, versions) ? value : undefined;
    },
  flag: (name, versions, low, high) =>
    function flag() {
      if ((this.presentLow & low) === 0 && (this.presentHigh & high) === 0) return undefined;
      const value = this.raw[name];
      return typeof value === 'boolean' && isIn(this, versions) ? value : undefined;
    },
  number: (name, versions, low, high) =>
    function number() {
      if ((this.presentLow & low) === 0 && (this.presentHigh & high) === 0) return undefined;
      const value = this.raw[name];
      // YAML's `.inf` and `.nan`, and numbers beyond those of JavaScript, limit nothing.
      return isFiniteNumber(value) && isIn(this, versions) ? value : undefined;
    },
  texts: (name, versions, low, high) =>
    function texts() {
      if ((this.presentLow & low) === 0 && (this.presentHigh & high) === 0) return NONE;
      const value = this.raw[name];
      if (!Array.isArray(value) || !isIn(this, versions)) return NONE;
      return value.every(isText) ? value : value.filter(isText);
    },
  any: (name, versions, low, high) =>
    function any() {
      if ((this.presentLow & low) === 0 && (this.presentHigh & high) === 0) return undefined;
      const value = this.raw[name];
      return value === undefined || isIn(this, versions) ? value : undefined;
    },
};

function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function isIn(node: Node, versions: number): boolean {
  return versions === ALL || (versions & node.api.versionBit) !== 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
