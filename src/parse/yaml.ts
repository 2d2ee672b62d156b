import { EVENT_ID, type Event } from 'js-yaml';
import type { Source } from '../source/source.ts';
import type { Parsed, ParseLimits } from './document.ts';
import { useTape } from './locate-yaml.ts';
import { failed, type Refusal } from './problem.ts';
import { quickYaml } from './quick-yaml.ts';
import { buildYaml } from './yaml-build.ts';
import { readEvents } from './yaml-events.ts';
import { skipGap } from './yaml-gap.ts';
import type { Built } from './yaml-state.ts';

/** Parses the one YAML document of a text by the core schema of YAML 1.2, with merge keys. */
export function parseYaml(source: Source, limits: ParseLimits): Parsed {
  const { text } = source;
  const built = quickYaml(text, limits.maxDepth) ?? fullYaml(text, limits);
  if ('offset' in built) return failed(source, built);
  const { value, problems, tape } = built;
  useTape(source, tape);
  return { document: { source, format: 'yaml', value, problems }, failures: [] };
}

/** Reads all of YAML, by js-yaml's events. */
export function fullYaml(text: string, limits: ParseLimits): Built | Refusal {
  const events = readEvents(text, limits.maxDepth);
  if ('offset' in events) return events;
  const [first, second] = splitDocuments(events);
  if (first === undefined) return { offset: 0, message: emptyMessage(text) };
  const built = buildYaml(text, first.events, first.handles, limits);
  if ('offset' in built || second === undefined) return built;
  return severalDocuments(text, built.tape.ends[0] ?? 0);
}

interface Part {
  readonly events: readonly Event[];
  readonly handles: ReadonlyMap<string, string>;
}

/** The documents of a stream that hold something; what stands between two `---` and is empty does not count. */
function splitDocuments(events: readonly Event[]): Part[] {
  const parts: Part[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < events.length; at += 1) {
    const type = events[at]?.type;
    if (type === EVENT_ID.SCALAR || type === EVENT_ID.ALIAS) continue;
    depth += type === EVENT_ID.POP ? -1 : 1;
    if (depth > 0) continue;
    const part = events.slice(start, at + 1);
    if (!isEmpty(part)) parts.push({ events: part, handles: handlesOf(part[0]) });
    start = at + 1;
  }
  return parts;
}

function isEmpty([, node, end]: readonly Event[]): boolean {
  return (
    end?.type === EVENT_ID.POP &&
    node?.type === EVENT_ID.SCALAR &&
    node.valueStart === -1 &&
    node.anchorStart === -1 &&
    node.tagStart === -1
  );
}

function handlesOf(event: Event | undefined): Map<string, string> {
  const handles = new Map<string, string>();
  if (event?.type !== EVENT_ID.DOCUMENT) return handles;
  for (const directive of event.directives) {
    if (directive.kind === 'tag') handles.set(directive.handle, directive.prefix);
  }
  return handles;
}

function emptyMessage(text: string): string {
  if (text.trim() === '') return 'The file is empty.';
  const hasMarker = skipGap(text, 0) < text.length;
  return hasMarker ? 'The file holds no document.' : 'The file holds nothing but comments.';
}

function severalDocuments(text: string, firstEnd: number): Refusal {
  const message =
    'A second YAML document begins here; a file holds one API description, so split the file.';
  return { offset: secondStart(text, firstEnd), message };
}

/** Where the second document begins: at its `---`, or after the `...` that ends the first one. */
function secondStart(text: string, firstEnd: number): number {
  let at = skipGap(text, firstEnd);
  while (text.startsWith('...', at)) at = skipGap(text, at + 3);
  return at;
}
