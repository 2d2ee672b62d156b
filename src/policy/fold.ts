import type { Eligible } from '../engine/finding.ts';
import type { Api } from '../model/kinds.ts';
import type { Rule } from '../rule/rule.ts';
import { SEVERITIES } from '../rule/severity.ts';
import { shortHash } from './fingerprint.ts';
import { relativeTo } from './place.ts';
import type { Placed, Result } from './verdict.ts';

interface Folding {
  readonly eligible: readonly Eligible[];
  readonly root: string;
  readonly identify: (placed: Placed) => Result;
}

/**
 * Folds the open places of a rule that folds, where more than half of the eligible nodes of a description are affected:
 * one finding at the first of them says how many, and lists the others. Those that weigh less than others have one of
 * their own, so that nothing is hidden behind a finding of another severity.
 */
export function fold(
  results: readonly Placed[],
  { eligible, root, identify }: Folding,
): readonly Result[] {
  const groups = new Map<Rule, Map<Api, Placed[]>>();
  const kept: Result[] = [];
  for (const result of results) {
    const { rule, api } = result.finding;
    if (api === undefined || rule.aggregate !== 'document' || result.status !== 'open') {
      kept.push(identify(result));
      continue;
    }
    const byApi = groups.get(rule) ?? new Map<Api, Placed[]>();
    const group = byApi.get(api) ?? [];
    group.push(result);
    byApi.set(api, group);
    groups.set(rule, byApi);
  }
  const counts = countsOf(eligible);
  for (const [rule, byApi] of groups) {
    for (const [api, group] of byApi) {
      const name = relativeTo(root, api.source.uri);
      const count = counts.get(api)?.get(rule) ?? 0;
      for (const result of foldGroup(group, { eligible: count, name, identify })) kept.push(result);
    }
  }
  return kept;
}

/** By description and rule, so that asking does not search all rules of all descriptions. */
function countsOf(eligible: readonly Eligible[]): ReadonlyMap<Api, ReadonlyMap<Rule, number>> {
  const counts = new Map<Api, Map<Rule, number>>();
  for (const { rule, api, count } of eligible) {
    const byRule = counts.get(api) ?? new Map<Rule, number>();
    counts.set(api, byRule.set(rule, count));
  }
  return counts;
}

interface GroupFolding extends Pick<Folding, 'identify'> {
  /** How many nodes of the description could have been affected. */
  readonly eligible: number;
  /** The description's file. */
  readonly name: string;
}

function foldGroup(
  group: readonly Placed[],
  { eligible, name, identify }: GroupFolding,
): readonly Result[] {
  const least = group[0]?.finding.rule.aggregateFrom ?? 2;
  if (group.length < least || group.length * 2 <= eligible) return group.map(identify);
  const total = Math.max(eligible, group.length);
  const present = SEVERITIES.filter((each) => group.some(({ severity }) => severity === each));
  return present.flatMap((severity, index) => {
    const [first, ...others] = group
      .filter((result) => result.severity === severity)
      .toSorted(byPlace);
    if (first === undefined) return [];
    const { id } = first.finding.rule;
    return {
      ...identify(first),
      places: others.length + 1,
      eligible: total,
      fingerprint: shortHash(`${id}\n${name}${index === 0 ? '' : `\n${severity}`}`),
      // Fields by name: spreading the locations of 40,000 places took half the time of folding them.
      related: others.map(({ location: { source, range }, finding: { at } }) => ({
        source,
        range,
        message: 'here as well',
        pointer: at,
      })),
    };
  });
}

function byPlace(a: Placed, b: Placed): number {
  const [first, second] = [a.location, b.location];
  if (first.source !== second.source) return first.source.uri < second.source.uri ? -1 : 1;
  return (
    first.range.start.line - second.range.start.line ||
    first.range.start.column - second.range.start.column
  );
}
