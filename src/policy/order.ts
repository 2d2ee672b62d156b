import { isAtLeast } from '../rule/severity.ts';
import type { Placed, Result } from './verdict.ts';

/** By file, place, rule and what else tells findings apart: two runs give the same order. */
export function inOrder(a: Result, b: Result): number {
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
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * One finding where the same rule says the same of the same place twice, as through an alias or from two descriptions: one
 * that is not waived, since the configuration of one description waives for that one alone; of several the one that weighs
 * most, since what one description only returns another may take in.
 */
export function unique(results: readonly Placed[]): readonly Placed[] {
  const files = new Map<string, Map<string, Placed>>();
  for (const result of results) {
    const { finding, location } = result;
    const { start } = location.range;
    // File by file, since names of files are long and texts of many findings would repeat them.
    const worst = files.get(location.source.uri) ?? new Map<string, Placed>();
    files.set(location.source.uri, worst);
    const what = `${finding.rule.id} ${finding.message} ${finding.detail ?? ''}`;
    const identity = `${start.line}:${start.column} ${what}`;
    const known = worst.get(identity);
    if (known === undefined || outweighs(result, known)) worst.set(identity, result);
  }
  return [...files.values()].flatMap((worst) => [...worst.values()]);
}

function outweighs(result: Placed, known: Placed): boolean {
  const isWaived = result.status === 'suppressed';
  if (isWaived !== (known.status === 'suppressed')) return !isWaived;
  return !isAtLeast(known.severity, result.severity);
}
