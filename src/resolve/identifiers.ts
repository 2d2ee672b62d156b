import type { Document } from '../parse/parse.ts';
import type { Base, Spot } from './bundle.ts';
import { locate } from './location.ts';
import { textAt } from './reference.ts';

/** What a document calls itself and the schemas inside it. */
export interface Identifiers {
  /** The whole document. */
  readonly whole: Base;
  /** The schemas with an `$id`, by the object that holds it. */
  readonly embedded: ReadonlyMap<object, Base>;
  /** Everything that an anchor names anywhere in the document, the first one where several have a name. */
  readonly anchors: ReadonlyMap<string, Spot>;
}

/** A document that calls nothing by name: what every document before 3.1 is. */
export function anonymous(document: Document, uri: string): Identifiers {
  const whole = { document, steps: [], value: document.value, uri, anchors: NO_ANCHORS };
  return { whole, embedded: NO_SCHEMAS, anchors: NO_ANCHORS };
}

const NO_ANCHORS: ReadonlyMap<string, Spot> = new Map<string, Spot>();
const NO_SCHEMAS: ReadonlyMap<object, Base> = new Map<object, Base>();

/** Whether a text may call something by name; without it, `identifiersOf` finds nothing. */
export function mayIdentify(text: string): boolean {
  return /\$(?:id|self|anchor|dynamicAnchor)\b/.test(text);
}

/** Finds `$self`, `$id`, `$anchor` and `$dynamicAnchor` in a document that was read from `uri`. */
export function identifiersOf(document: Document, uri: string): Identifiers {
  const anchors = new Map<string, Spot>();
  const { value } = document;
  const own = new Map<string, Spot>();
  const whole: Base = { document, steps: [], value, uri: nameOf(document, uri), anchors: own };
  const embedded = new Map<object, Base>();
  const walk: Walk = { document, embedded, all: anchors, steps: [], seen: new Set() };
  enter(walk, value, { base: whole, own, isNames: false });
  return { whole, embedded, anchors };
}

/** What a whole document calls itself; the path or address that it was read from, if nothing. */
export function nameOf({ value }: Document, uri: string): string {
  const self = textAt(value, '$self') ?? textAt(value, '$id');
  return self === undefined ? uri : resolved(uri, self);
}

interface Walk {
  readonly document: Document;
  readonly embedded: Map<object, Base>;
  readonly all: Map<string, Spot>;
  readonly steps: string[];
  /** Objects that aliases share stand in several places; the first one counts. */
  readonly seen: Set<object>;
}

interface Around {
  readonly base: Base;
  readonly own: Map<string, Spot>;
  /** Whether keys are names that the author chose, so that `$id` among them is no keyword. */
  readonly isNames: boolean;
}

/** Keys whose values are data, where `$id` means nothing. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const', 'value', 'dataValue']);
/** Keys whose values are maps by name. */
const MAPS = new Set([
  'properties',
  'patternProperties',
  'dependentSchemas',
  '$defs',
  'definitions',
  'schemas',
  'responses',
  'parameters',
  'requestBodies',
  'headers',
  'links',
  'callbacks',
  'pathItems',
  'mediaTypes',
  'paths',
  'webhooks',
  'content',
  'encoding',
]);

function enter(walk: Walk, value: unknown, around: Around): void {
  if (typeof value !== 'object' || value === null || walk.seen.has(value)) return;
  walk.seen.add(value);
  const inside = Array.isArray(value) || around.isNames ? around : named(walk, value, around);
  for (const [key, child] of Object.entries(value)) {
    if (typeof child !== 'object' || child === null) continue;
    if (!around.isNames && (DATA.has(key) || key.startsWith('x-'))) continue;
    walk.steps.push(key);
    const isNames = !around.isNames && !Array.isArray(child) && MAPS.has(key);
    enter(walk, child, { ...inside, isNames });
    walk.steps.pop();
  }
}

/** Notes what an object is called; gives what holds below it. */
function named(walk: Walk, value: object, around: Around): Around {
  const { document, embedded, all } = walk;
  const id = walk.steps.length === 0 ? undefined : textAt(value, '$id');
  let { base, own } = around;
  if (id !== undefined && !id.startsWith('#')) {
    own = new Map();
    const uri = resolved(base.uri, id);
    base = { document, steps: [...walk.steps], value, uri, anchors: own };
    embedded.set(value, base);
  }
  for (const keyword of ['$anchor', '$dynamicAnchor']) {
    const anchor = textAt(value, keyword);
    if (anchor === undefined) continue;
    const spot = { document, steps: [...walk.steps], value };
    if (!own.has(anchor)) own.set(anchor, spot);
    if (!all.has(anchor)) all.set(anchor, spot);
  }
  return { ...around, base, own };
}

/** An identifier as an absolute one, without an empty fragment; one that makes no sense changes nothing. */
function resolved(base: string, id: string): string {
  const at = locate(base, id.replace(/#.*$/s, ''));
  if (at.kind === 'url') return at.url;
  return at.kind === 'file' ? at.path : base;
}
