import type { Result } from '../policy/verdict.ts';
import { SEVERITIES, type Severity } from '../rule/severity.ts';
import { groupBy } from './group.ts';
import type { Report, Style } from './report.ts';
import { openIn } from './shown.ts';

/** The findings of one rule in one file. */
export interface Group {
  readonly first: Result;
  readonly severity: Severity;
  readonly results: readonly Result[];
}

/** What is shown in full, and what is only counted, by rule. */
export interface Plan {
  readonly full: readonly Group[];
  readonly counted: readonly (readonly Group[])[];
}

/** A long report is read from its end, and never further up than this many groups. */
const MOST_GROUPS = 20;
/** The same rule in many files: the others are like these. */
const MOST_FILES_OF_RULE = 3;

/** Groups the open findings by file and rule, worst first. */
export function planOf(report: Report, style: Style): Plan {
  const groups = groupsOf(report, style);
  if (style.all) return { full: groups, counted: [] };
  const files = new Map<string, number>();
  const full: Group[] = [];
  const rest: Group[] = [];
  for (const group of groups) {
    const { id } = group.first.finding.rule;
    const seen = files.get(id) ?? 0;
    files.set(id, seen + 1);
    if (full.length < MOST_GROUPS && seen < MOST_FILES_OF_RULE) full.push(group);
    else rest.push(group);
  }
  const byRule = groupBy(rest, (group) => `${group.severity} ${group.first.finding.rule.id}`);
  return { full, counted: [...byRule.values()] };
}

function groupsOf(report: Report, style: Style): readonly Group[] {
  const groups: Group[] = [];
  for (const inFile of groupBy(
    openIn(report, style),
    (result) => result.location.source,
  ).values()) {
    const byRule = groupBy(inFile, (result) => result.finding.rule.id);
    for (const [first, ...rest] of byRule.values()) {
      if (first === undefined) continue;
      const results = worstFirst([first, ...rest]);
      groups.push({ first, severity: results[0]?.severity ?? first.severity, results });
    }
  }
  // Sorting is stable: groups of one severity stay in the order of files and places.
  return groups.sort((a, b) => rank(a.severity) - rank(b.severity));
}

function worstFirst(results: readonly Result[]): readonly Result[] {
  return results.toSorted((a, b) => rank(a.severity) - rank(b.severity));
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
