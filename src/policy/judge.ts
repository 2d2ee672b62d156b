import type { Finding } from '../engine/finding.ts';
import { Operation, PathItem, Webhook } from '../model/kinds.ts';
import { pathOf } from '../model/facts/operations.ts';
import { Node } from '../model/node.ts';
import type { Pointer } from '../source/pointer.ts';
import type { Range } from '../source/range.ts';
import type { Source } from '../source/source.ts';
import { fingerprintOf } from './fingerprint.ts';
import { fold } from './fold.ts';
import { judgeGate } from './gate.ts';
import type { Found, Policy } from './policy.ts';
import type { Result, Verdict } from './verdict.ts';

/** Decides what becomes of each finding, and whether the gate passes. */
export function judge(found: Found, policy: Policy): Verdict {
  locateAll(found.findings);
  const results = unique(found.findings.flatMap((finding) => resultOf(finding, policy) ?? []));
  const folded = fold(results, found.eligible).toSorted(inOrder);
  return { results: folded, gate: judgeGate(folded, policy.gate) };
}

/** Finds all places of a file in one pass. */
function locateAll(findings: readonly Finding[]): void {
  const wanted = new Map<Source, Pointer[]>();
  const want = (pointer: Pointer) => {
    const list = wanted.get(pointer.source);
    if (list === undefined) wanted.set(pointer.source, [pointer]);
    else list.push(pointer);
  };
  for (const { at, related } of findings) {
    want(at);
    for (const place of related) want(place.at);
  }
  for (const [source, pointers] of wanted) source.prepare(pointers);
}

function resultOf(finding: Finding, policy: Policy): Result | undefined {
  const severity = policy.severities.get(finding.rule.id) ?? 'off';
  if (severity === 'off') return undefined;
  const { at, span } = finding;
  const operation = nodeAbove(at, Operation);
  return {
    finding,
    severity,
    status: 'open',
    location: { source: at.source, range: span === undefined ? at.source.locate(at) : rangeOf(at.source, span) },
    related: finding.related.map((place) => ({
      source: place.at.source,
      range: place.at.source.locate(place.at),
      message: place.message,
      pointer: place.at,
    })),
    fingerprint: fingerprintOf(finding, relativeTo(policy.root, at.source.uri)),
    places: 1,
    eligible: 1,
    reason: undefined,
    method: operation?.method.toLowerCase(),
    apiPath: operation === undefined ? pathAbove(at) : pathOf(operation),
  };
}

function rangeOf(source: Source, span: { readonly start: number; readonly end: number }): Range {
  return { start: source.position(span.start), end: source.position(span.end) };
}

function nodeAbove<N extends Node>(pointer: Pointer, type: abstract new (...given: never[]) => N): N | undefined {
  for (let at: Pointer | undefined = pointer; at !== undefined; at = at.parent) if (at instanceof type) return at;
  return undefined;
}

/** The path template, for a place beside the operations of a path item. */
function pathAbove(pointer: Pointer): string | undefined {
  const item = nodeAbove(pointer, PathItem) ?? nodeAbove(pointer, Webhook);
  return item?.parent?.key === 'paths' ? String(item.key) : undefined;
}

/** One finding where the same rule says the same of the same place twice, as through an alias. */
function unique(results: readonly Result[]): readonly Result[] {
  const seen = new Set<string>();
  return results.filter(({ finding, location, fingerprint }) => {
    const { start } = location.range;
    const identity = `${finding.rule.id} ${finding.message} ${finding.detail ?? ''} ${location.source.uri} ${start.line}:${start.column}`;
    const isKnown = seen.has(identity) || seen.has(fingerprint);
    seen.add(identity);
    return !isKnown;
  });
}

/** By file, place, rule and what else tells findings apart. */
function inOrder(a: Result, b: Result): number {
  const [first, second] = [a.location, b.location];
  return (
    compare(first.source.uri, second.source.uri) ||
    first.range.start.line - second.range.start.line ||
    first.range.start.column - second.range.start.column ||
    compare(a.finding.rule.id, b.finding.rule.id) ||
    compare(a.fingerprint, b.fingerprint)
  );
}

/** Compares texts by code unit, the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A path below a folder, relative to it; any other text as it is. */
function relativeTo(folder: string, uri: string): string {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  return uri.startsWith(base) ? uri.slice(base.length) : uri;
}
