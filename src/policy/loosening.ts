import type { Config, Ignore, Origin } from '../config/config.ts';
import { globIn } from '../discover/glob.ts';
import type { Rule } from '../rule/rule.ts';
import { isAtLeast, type Severity } from '../rule/severity.ts';
import { pointerText } from '../source/pointer.ts';
import { prepareAll } from './place.ts';
import type { Verdict } from './verdict.ts';

/** Something by which the gate lets more through than the rules and the presets say. */
export interface Loosening {
  /** A sentence without a full stop, the same as long as the loosening is the same. */
  readonly what: string;
  /** Absolute path, or the name of the flag. */
  readonly file: string;
  readonly line: number | undefined;
  /** Whether it was not there at the revision that `--since` names; undefined without one. */
  readonly isNew?: boolean;
}

/** What a configuration loosens, compared with what its rules would be without it; `holds` tells which of its waivers count. */
export function looseningsIn(
  config: Config,
  severityOf: (rule: string) => Severity | 'off' | undefined,
  holds: (waiver: Ignore) => boolean,
): readonly Loosening[] {
  const fallback: Origin = { file: config.sources.at(-1)?.uri ?? '', line: undefined };
  const at = (key: string): Origin => config.origins.get(key) ?? fallback;
  const found: Loosening[] = [];
  const add = (what: string, { file, line }: Origin) => found.push({ what, file, line });
  for (const [id, { severity, options, origin }] of config.rules) {
    const usual = severityOf(id);
    if (severity !== undefined && usual !== undefined && isLower(severity, usual)) {
      add(severity === 'off' ? `${id} is off` : `${id} is ${severity} instead of ${usual}`, origin);
    }
    if (options !== undefined)
      add(`${id} has options of its own: ${JSON.stringify(options)}`, origin);
  }
  for (const { match, rules, origin } of config.overrides) {
    for (const [id, severity] of rules) {
      const usual = severityOf(id);
      const isLoose = usual === undefined || isLower(severity, usual);
      if (isLoose) add(`${id} is ${severity} for ${JSON.stringify(match)}`, origin);
    }
  }
  for (const { rule, file, pointer, expires, origin } of config.ignore.filter(holds)) {
    const parts = [
      `${rule} is waived`,
      ...(file === undefined ? [] : [`in ${file}`]),
      ...(pointer === undefined ? [] : [`at ${pointer}`]),
      ...(expires === undefined ? [] : [`until ${expires}`]),
    ];
    add(parts.join(' '), origin);
  }
  for (const [list, { add: words }] of Object.entries(config.lexicons)) {
    if (words.length > 0)
      add(`the word list "${list}" has more words: ${words.join(', ')}`, at(`lexicons.${list}`));
  }
  if (config.exclude.length > 0)
    add(
      `files are excluded: ${config.exclude.map((glob) => asWritten(glob, config)).join(', ')}`,
      at('exclude'),
    );
  if (config.baseline !== undefined)
    add(`known findings do not count: ${asWritten(config.baseline, config)}`, at('baseline'));
  gateLoosenings(config, at, add);
  return found;
}

function gateLoosenings(
  { gate, refs }: Config,
  at: (key: string) => Origin,
  add: (what: string, origin: Origin) => void,
): void {
  if (gate.failOn === 'never' || gate.failOn === 'critical') {
    add(`the gate fails on ${gate.failOn} instead of high`, at('gate.fail-on'));
  }
  if (gate.minConfidence !== undefined && gate.minConfidence !== 'low') {
    add(
      `rules of less than ${gate.minConfidence} confidence do not count`,
      at('gate.min-confidence'),
    );
  }
  if (gate.newOnly === true) add('only new findings count', at('gate.new-only'));
  // By itself it changes nothing: whoever wrote it is to know, and whoever reviews it too.
  if (refs.mode === 'remote')
    add('`refs.mode: remote` is asked for, and takes a policy or `--refs remote`', at('refs.mode'));
  if (refs.allowHosts.length > 0)
    add(
      `references that are fetched may lead to ${refs.allowHosts.join(', ')}`,
      at('refs.allow-hosts'),
    );
}

/** Whether a severity is less than it usually is; where nothing is usual, none is. */
export function isLower(severity: Severity | 'off', usual: Severity | 'off'): boolean {
  if (usual === 'off') return false;
  return severity === 'off' || (severity !== usual && isAtLeast(usual, severity));
}

/** A path or glob of a configuration as it is written there. */
export function asWritten(glob: string, { folder }: Config): string {
  if (folder === undefined) return glob;
  const start = [globIn(folder, ''), `${folder}/`].find((each) => glob.startsWith(each));
  return start === undefined ? glob : glob.slice(start.length);
}

/** The waivers inside descriptions that waive something, in words. */
export function looseningsOf({ waiving }: Verdict): readonly Loosening[] {
  prepareAll(waiving.filter(({ span }) => span === undefined).map(({ at }) => at));
  return waiving.map(({ rule, reason, expires, at, span, form }) => ({
    what: `${rule} is waived by ${form === 'comment' ? 'a comment' : pointerText(at)}${expires === undefined ? '' : ` until ${expires}`}: ${reason}`,
    file: at.source.uri,
    line:
      span === undefined ? at.source.locate(at).start.line : at.source.position(span.start).line,
  }));
}

/**
 * Which of them were not there before, by what they say. The same words at more places than before are new at those places:
 * of several, the ones that do not stand where one stood.
 */
export function markNew(
  now: readonly Loosening[],
  before: readonly Loosening[],
): readonly Loosening[] {
  const old = new Map(before.map((each) => [placeOf(each), each]));
  const left = new Map<string, number>();
  for (const { what } of old.values()) left.set(what, (left.get(what) ?? 0) + 1);
  const known = new Set<string>();
  const places = new Map(now.map((each) => [placeOf(each), each]));
  const same = [...places].filter(([place]) => old.has(place));
  const moved = [...places].filter(([place]) => !old.has(place));
  for (const [place, { what }] of [...same, ...moved]) {
    const count = left.get(what) ?? 0;
    if (count === 0) continue;
    left.set(what, count - 1);
    known.add(place);
  }
  return now.map((loosening) => ({ ...loosening, isNew: !known.has(placeOf(loosening)) }));
}

/** Tells loosenings apart. */
export function placeOf({ what, file, line }: Loosening): string {
  return `${file} ${line} ${what}`;
}

/** The ids by which a rule is known, to ask its usual severity by any of them. */
export function usualSeverities(
  rules: readonly Rule[],
  severityIn: (rule: Rule) => Severity | 'off',
): (id: string) => Severity | 'off' | undefined {
  const severities = new Map(
    rules.flatMap((rule) =>
      [rule.id, ...(rule.formerly ?? [])].map((id) => [id, severityIn(rule)] as const),
    ),
  );
  return (id) => severities.get(id);
}
