import type { Finding } from '../engine/finding.ts';
import { pathOf } from '../model/facts/operations.ts';
import { Operation, PathItem, Webhook } from '../model/kinds.ts';
import type { Node } from '../model/node.ts';
import type { Severity } from '../rule/severity.ts';
import type { Pointer } from '../source/pointer.ts';
import type { Span } from '../source/range.ts';
import type { Source } from '../source/source.ts';
import type { Location, Placed, Result } from './verdict.ts';

/** Finds the places of all findings, one pass a file. */
export function locateAll(findings: readonly Finding[]): void {
  const places: Pointer[] = [];
  for (const { at, related } of findings) {
    places.push(at);
    for (const place of related) places.push(place.at);
  }
  prepareAll(places);
}

/** Finds places that are asked for one by one afterwards, one pass a file. */
export function prepareAll(places: readonly Pointer[]): void {
  const wanted = new Map<Source, Pointer[]>();
  for (const pointer of places) {
    const list = wanted.get(pointer.source);
    if (list === undefined) wanted.set(pointer.source, [pointer]);
    else list.push(pointer);
  }
  for (const [source, pointers] of wanted) source.prepare(pointers);
}

/** A finding with its line; open as long as nobody says otherwise. */
export function place(finding: Finding, severity: Severity): Placed {
  return {
    finding,
    severity,
    status: 'open',
    location: locationOf(finding),
    related: finding.related.map((related) => ({
      ...locationOf(related),
      message: related.message,
      pointer: related.at,
    })),
    places: 1,
    eligible: 1,
    reason: undefined,
  };
}

/** The operation that holds a place; for a place beside the operations of a path item, the path alone. */
export function operationAt(at: Pointer): OperationAt {
  const operation = nodeAbove(at, Operation);
  return {
    operation,
    method: operation?.method.toLowerCase(),
    apiPath: operation === undefined ? pathAbove(at) : pathOf(operation),
  };
}

interface OperationAt extends Pick<Result, 'method' | 'apiPath'> {
  readonly operation: Operation | undefined;
}

function locationOf({ at, span }: Place): Location {
  const { source } = at;
  if (span === undefined) return { source, range: source.locate(at) };
  return { source, range: { start: source.position(span.start), end: source.position(span.end) } };
}

interface Place {
  readonly at: Pointer;
  readonly span?: Span | undefined;
}

function nodeAbove<N extends Node>(
  pointer: Pointer,
  type: abstract new (...given: never[]) => N,
): N | undefined {
  for (let at: Pointer | undefined = pointer; at !== undefined; at = at.parent) {
    if (at instanceof type) return at;
  }
  return undefined;
}

/** The path template, for a place beside the operations of a path item. */
function pathAbove(pointer: Pointer): string | undefined {
  const item = nodeAbove(pointer, PathItem) ?? nodeAbove(pointer, Webhook);
  return item?.parent?.key === 'paths' ? String(item.key) : undefined;
}

/** A path below a folder, relative to it; any other text as it is. */
export function relativeTo(folder: string, uri: string): string {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  return uri.startsWith(base) ? uri.slice(base.length) : uri;
}
