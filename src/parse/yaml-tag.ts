import {
  boolCoreTag,
  floatCoreTag,
  intCoreTag,
  type MappingEvent,
  NOT_RESOLVED,
  nullCoreTag,
  SCALAR_STYLE,
  type ScalarEvent,
  type ScalarTagDefinition,
  type SequenceEvent,
} from 'js-yaml';
import type { Problem } from './document.ts';
import { shortened } from './problem.ts';
import { plainValue } from './yaml-scalar.ts';

/** What is needed to read tags: the text, the prefixes that its `%TAG` lines declare, and where to complain. */
export interface Tags {
  readonly text: string;
  readonly handles: ReadonlyMap<string, string>;
  readonly problems: Problem[];
}

const core = 'tag:yaml.org,2002:';
const scalarTags: readonly ScalarTagDefinition[] = [
  nullCoreTag,
  boolCoreTag,
  intCoreTag,
  floatCoreTag,
];

/** The value of a scalar: by its tag if it is one of the core schema, else by its style. */
export function scalarValue(tags: Tags, event: ScalarEvent, text: string): unknown {
  if (event.tagStart === -1) return event.style === SCALAR_STYLE.PLAIN ? plainValue(text) : text;
  const tag = fullTag(tags, event);
  if (tag === '!' || tag === `${core}str`) return text;
  const definition = scalarTags.find(({ tagName }) => tagName === tag);
  const value = definition?.resolve(text, true, tag);
  if (definition !== undefined && value !== NOT_RESOLVED) return value;
  complain(tags, event);
  return text;
}

/** Whether a key merges: a plain `<<`, which some writers mark as what it is by the tag `!!merge`. */
export function isMergeKey(tags: Tags, event: ScalarEvent, text: string): boolean {
  if (text !== '<<') return false;
  if (event.tagStart === -1) return event.style === SCALAR_STYLE.PLAIN;
  return fullTag(tags, event) === `${core}merge`;
}

/** Complains of the tag of a list or map unless it says just that. */
export function checkTag(
  tags: Tags,
  event: SequenceEvent | MappingEvent,
  kind: 'seq' | 'map',
): void {
  const tag = fullTag(tags, event);
  if (tag !== '!' && tag !== core + kind) complain(tags, event);
}

interface Tagged {
  readonly tagStart: number;
  readonly tagEnd: number;
}

/** The full name of a tag, with the handles that `%TAG` lines declare. */
function fullTag({ text, handles }: Tags, { tagStart, tagEnd }: Tagged): string {
  const written = text.slice(tagStart, tagEnd);
  if (written.startsWith('!<')) return unescaped(written.slice(2, -1));
  const handle = written.slice(0, written.indexOf('!', 1) + 1) || '!';
  const prefix = handles.get(handle) ?? (handle === '!!' ? core : handle);
  return unescaped(prefix + written.slice(handle.length));
}

function unescaped(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    // Not percent-encoded UTF-8, so no core tag either: the name as it stands will do.
    return name;
  }
}

function complain({ text, problems }: Tags, { tagStart: start, tagEnd: end }: Tagged): void {
  const name = text.slice(start, end);
  const message = `The tag "${shortened(name)}" is ignored: only YAML's core tags are safe, and only where they fit.`;
  problems.push({ kind: 'unsafe-tag', message, start, end, name });
}
