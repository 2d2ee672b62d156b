import type { Location as SarifLocation, Result as SarifResult } from 'sarif';
import type { Location, Result } from '../policy/verdict.ts';
import { pointerText } from '../source/pointer.ts';
import { groupBy } from './group.ts';
import { lineHashes } from './line-hash.ts';
import { localLocation } from './local-place.ts';
import type { Mask } from './mask.ts';
import { neutralise } from './neutral.ts';
import { isUrl, type PathOf } from './paths.ts';
import { contextOf, regionOf } from './regions.ts';
import { LEVELS } from './sarif-rules.ts';
import { harmless, quotedMessageOf, shorten } from './wording.ts';

/** What every result of a run needs. */
export interface RunContext {
  /** Relative to the root of the repository, percent-encoded. */
  readonly uris: PathOf;
  readonly mask: Mask;
  readonly ruleIndexes: ReadonlyMap<string, number>;
}

/** A finding with the place that code scanning shows, and its line's hash. */
export interface Located {
  readonly result: Result;
  readonly location: Location;
  readonly lineHash: string;
}

export const SRCROOT = '%SRCROOT%';
const MOST_RELATED = 100;
const MOST_LINKS = 10;
const LONGEST_MESSAGE = 1000;

/** Adds places and hashes; no two results of one rule share a hash, because they would be one alert. */
export function locateAll(results: readonly Result[]): readonly Located[] {
  const places = results.map((result) => ({ result, location: localLocation(result) }));
  const lines = groupBy(places, ({ location }) => location.source);
  const hashes = new Map(
    [...lines].map(([source, group]) => [
      source,
      lineHashes(
        source,
        group.map(({ location }) => location.range.start.line),
      ),
    ]),
  );
  const located = places.map(({ result, location }) => {
    const lineHash = hashes.get(location.source)?.get(location.range.start.line);
    return { result, location, lineHash: lineHash ?? `${result.fingerprint}:1` };
  });
  const uses = new Map<string, number>();
  for (const each of located) uses.set(alertOf(each), (uses.get(alertOf(each)) ?? 0) + 1);
  const shared = new Map<string, number>();
  return located.map((each) => {
    if (uses.get(alertOf(each)) === 1) return each;
    // What is written twice in the same words has one fingerprint too.
    const { fingerprint } = each.result;
    const times = (shared.get(fingerprint) ?? 0) + 1;
    shared.set(fingerprint, times);
    return { ...each, lineHash: `${fingerprint}:${times}` };
  });
}

/** One result. Suppressed and known ones say so. */
export function resultOf({ result, location, lineHash }: Located, run: RunContext): SarifResult {
  const { rule, at } = result.finding;
  const related = result.related.slice(0, MOST_RELATED);
  return {
    ruleId: rule.id,
    ruleIndex: run.ruleIndexes.get(rule.id) ?? -1,
    level: LEVELS[result.severity],
    message: { text: messageOf(result, run) },
    locations: [
      {
        ...placeOf(location, run),
        logicalLocations: [
          {
            fullyQualifiedName: harmless(pointerText(at), run.mask),
            kind: typeof at.key === 'number' ? 'element' : 'property',
          },
        ],
      },
    ],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, index) => ({
        id: index + 1,
        message: { text: harmless(place.message, run.mask) },
        ...placeOf(place, run),
      })),
    }),
    partialFingerprints: {
      primaryLocationLineHash: lineHash,
      'specgate/v1': result.fingerprint,
    },
    ...suppressionsOf(result, run.mask),
    properties: {
      severity: result.severity,
      ...(result.method !== undefined && { method: neutralise(result.method) }),
      ...(result.apiPath !== undefined && { path: harmless(result.apiPath, run.mask) }),
    },
  };
}

/** A place in a file of the repository. */
export function placeOf(location: Location, { uris, mask }: RunContext): SarifLocation {
  const contextRegion = contextOf(location, mask);
  return {
    physicalLocation: {
      artifactLocation: { uri: uris(location.source), uriBaseId: SRCROOT },
      region: regionOf(location, mask),
      ...(contextRegion !== undefined && { contextRegion }),
    },
  };
}

/** A document's text cannot make a link: only those that stand at the end are ours. */
function messageOf(result: Result, run: RunContext): string {
  const { source, range } = result.location;
  const remote = isUrl(source.uri)
    ? ` It stands at line ${range.start.line} of ${shorten(harmless(source.uri, run.mask), 200)}.`
    : '';
  const said = `${quotedMessageOf(result, run.mask)}${remote}`.replaceAll('](', '] (');
  return shorten(said, LONGEST_MESSAGE / 2) + links(result, run);
}

function links(result: Result, { uris }: RunContext): string {
  const { related } = result;
  if (related.length === 0) return '';
  let text = '';
  let shown = 0;
  for (const [index, { source, range }] of related.slice(0, MOST_LINKS).entries()) {
    const file =
      source === result.location.source ? 'line ' : `${shorten(uris(source), 100)} line `;
    const link = `[${file}${range.start.line}](${index + 1})`;
    if (text.length + link.length > LONGEST_MESSAGE / 2 - 30) break;
    text += `${index === 0 ? '' : ', '}${link}`;
    shown += 1;
  }
  const more = related.length > shown ? ` and ${related.length - shown} more` : '';
  return ` See also ${text}${more}.`;
}

function suppressionsOf({ status, reason }: Result, mask: Mask): Partial<SarifResult> {
  if (status === 'open') return {};
  const justification = status === 'baseline' ? 'Known: listed in the baseline.' : reason;
  return {
    suppressions: [
      {
        kind: 'external',
        status: 'accepted',
        ...(justification !== undefined && { justification: harmless(justification, mask) }),
      },
    ],
  };
}

function alertOf({ result, location, lineHash }: Located): string {
  return `${result.finding.rule.id}\n${location.source.uri}\n${lineHash}`;
}
