import { isDate } from '../config/validate.ts';
import type { Finding } from '../engine/finding.ts';
import type { Rule } from '../rule/rule.ts';
import { suggest } from '../rule/suggest.ts';
import type { Source } from '../source/source.ts';
import type { Extent } from './policy.ts';
import { WAIVER_RULES } from './rules.ts';
import type { Placed } from './verdict.ts';
import type { Waiver } from './waiver.ts';
import { coveringIn, indexOf, locateAbove, type WaiverIndex } from './waiver-index.ts';

/** What decides whether a waiver holds. */
export interface WaiverContext {
  /** Every rule that exists, by id and by former id. */
  readonly known: ReadonlyMap<string, Rule>;
  /** Ids of the rules that were asked: a waiver of another one cannot be judged unused. */
  readonly asked: ReadonlySet<string>;
  /** Ids of rules that nothing inside the checkout may waive. */
  readonly locked: ReadonlySet<string>;
  readonly extent: Extent;
  readonly exists: (path: string) => boolean;
  /** Absolute paths of the descriptions that were scanned. */
  readonly descriptions: readonly string[];
  /** `2026-11-25` */
  readonly today: string;
  /** The path of a file as globs of the configuration see it: absolute, with `/`. */
  readonly pathOf: (source: Source) => string;
}

export interface Suppressed {
  readonly results: readonly Placed[];
  /** What is to be said about the waivers themselves. */
  readonly findings: readonly Finding[];
  /** The waivers that waive something. */
  readonly used: ReadonlySet<Waiver>;
}

/** Marks what is waived, and finds the waivers that waive nothing, and why. */
export function suppress(
  results: readonly Placed[],
  waivers: readonly Waiver[],
  context: WaiverContext,
): Suppressed {
  const findings: Finding[] = [];
  const sound: Waiver[] = [];
  for (const waiver of waivers) {
    const problem = problemOf(waiver, context);
    if (problem === undefined) sound.push(waiver);
    else findings.push(problem);
  }
  const valid = waiversByRule(sound, context.known);
  const groups = new Set<readonly Waiver[]>();
  const indexes = new Map([...valid].map(([id, list]) => [id, indexOf(list)]));
  locateAbove(results, indexes);
  const marked = results.map((result) =>
    mark(result, indexes.get(result.finding.rule.id), context, groups),
  );
  const used = new Set([...groups].flat());
  const files = new Set([
    ...context.descriptions,
    ...results.map(({ location }) => location.source.uri),
  ]);
  for (const list of valid.values()) {
    for (const waiver of list) {
      if (!used.has(waiver) && isJudged(waiver, files, context))
        findings.push(say(waiver, WAIVER_RULES.unused, 'unused', { rule: waiver.rule }));
    }
  }
  return { results: marked, findings, used };
}

/** Under the ids that their rules have today. */
export function waiversByRule(
  waivers: readonly Waiver[],
  known: WaiverContext['known'],
): ReadonlyMap<string, readonly Waiver[]> {
  const byRule = new Map<string, Waiver[]>();
  for (const waiver of waivers) {
    const id = known.get(waiver.rule)?.id ?? waiver.rule;
    const list = byRule.get(id);
    if (list === undefined) byRule.set(id, [waiver]);
    else list.push(waiver);
  }
  return byRule;
}

function isJudged(waiver: Waiver, files: ReadonlySet<string>, context: WaiverContext): boolean {
  const { known, asked } = context;
  return (
    asked.has(known.get(waiver.rule)?.id ?? waiver.rule) && !isForOthers(waiver, files, context)
  );
}

/** Whether what was not scanned may need a waiver that nothing here needs; `files` are those that something was found in, and descriptions. */
function isForOthers(
  { scope, at, api }: Waiver,
  files: ReadonlySet<string>,
  context: WaiverContext,
): boolean {
  const { extent, exists, descriptions } = context;
  if (extent === 'all') return false;
  if (scope.by !== 'config') return extent === 'part' && at.source.uri !== api?.source.uri;
  if (!descriptions.some(scope.holdsFor)) return true;
  if (scope.files === undefined) return extent === 'part';
  const { path } = scope.files;
  if (path !== undefined) return !files.has(path) && exists(path);
  return extent === 'part' || ![...files].some(scope.matches);
}

function mark(
  result: Placed,
  waivers: WaiverIndex | undefined,
  context: WaiverContext,
  used: Set<readonly Waiver[]>,
): Placed {
  if (waivers === undefined) return result;
  const covering = coveringIn(waivers, result, context.pathOf(result.location.source));
  for (const group of covering) used.add(group);
  const first = covering[0]?.[0];
  return first === undefined ? result : { ...result, status: 'suppressed', reason: first.reason };
}

/** Why a waiver does not hold, as a finding at its own place. */
function problemOf(waiver: Waiver, { known, locked, today }: WaiverContext): Finding | undefined {
  const { rule, reason, expires } = waiver;
  if (rule === '') return say(waiver, WAIVER_RULES.unknown, 'unnamed', {});
  const found = known.get(rule);
  if (found === undefined) {
    const near = suggest(rule, known.keys());
    return near === undefined
      ? say(waiver, WAIVER_RULES.unknown, 'unknown', { rule })
      : say(waiver, WAIVER_RULES.unknown, 'similar', { rule, near });
  }
  if (locked.has(found.id)) return say(waiver, WAIVER_RULES.locked, 'locked', { rule });
  if (reason === undefined) return say(waiver, WAIVER_RULES.reasonless, 'missing', { rule });
  if (expires === undefined) return undefined;
  if (!isDate(expires)) return say(waiver, WAIVER_RULES.expired, 'invalid', { rule, expires });
  return expires < today
    ? say(waiver, WAIVER_RULES.expired, 'expired', { rule, expires })
    : undefined;
}

export function say(
  { at, span, api, rule, settled }: Waiver,
  about: Rule,
  message: string,
  data: Finding['data'],
): Finding {
  return {
    rule: about,
    message,
    data,
    at,
    span,
    related: [],
    detail:
      span === undefined ? undefined : `${rule} ${at.source.text.slice(span.start, span.end)}`,
    secret: undefined,
    api,
    settled: settled?.[about.id],
  };
}
