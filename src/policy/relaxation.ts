import type { Config, Origin } from '../config/config.ts';
import { isAtLeast, SEVERITIES, type Severity } from '../rule/severity.ts';
import { type Loosening, shortGlob } from './loosening.ts';

/**
 * By what a configuration is less strict than it was, although it lets no more through than without it: a limit that was
 * lifted, a preset or a check that is gone. Each is new by its nature.
 */
export function relaxationsBetween(before: Config, now: Config): readonly Loosening[] {
  const found: Loosening[] = [];
  const place: Origin = {
    file: now.sources.at(-1)?.uri ?? before.sources.at(-1)?.uri ?? '',
    line: undefined,
  };
  const add = (what: string, key: string): void => {
    const { file, line } = now.origins.get(key) ?? place;
    found.push({ what, file, line });
  };
  const was = before.gate.failOn ?? 'high';
  const is = now.gate.failOn ?? 'high';
  // What is looser than without a configuration is told by itself.
  if (isLaxer(is, was) && is !== 'never' && is !== 'critical')
    add(`the gate fails on ${is} instead of ${was}`, 'gate.fail-on');
  for (const severity of SEVERITIES) {
    const [limit, wanted] = [before.gate.max?.[severity], now.gate.max?.[severity]];
    if (limit === undefined || (wanted !== undefined && wanted <= limit)) continue;
    const more = wanted === undefined ? 'any number of' : `${wanted} instead of ${limit}`;
    add(`the gate lets ${more} ${severity} findings through`, `gate.max.${severity}`);
  }
  const score = before.gate.minScore;
  if (score !== undefined && (now.gate.minScore ?? 0) < score)
    add(
      `the gate asks for a score of ${now.gate.minScore ?? 0} instead of ${score}`,
      'gate.min-score',
    );
  for (const preset of gone(before.presets, now.presets))
    add(`the preset "${preset}" is gone`, 'extends');
  for (const check of gone(idsOf(before), idsOf(now)))
    add(`the check "${check}" is gone`, 'checks');
  for (const plugin of gone(before.plugins, now.plugins))
    add(`the plug-in "${plugin}" is gone`, 'plugins');
  for (const glob of gone(before.include, now.include))
    add(`descriptions are no longer looked for in ${shortGlob(glob, before)}`, 'include');
  for (const [id, { severity }] of before.rules) {
    if (severity === undefined || severity === 'off') continue;
    const entry = now.rules.get(id);
    // A rule that is lower than usual is told by itself.
    if (entry === undefined) add(`${id} is no longer set to ${severity}`, 'rules');
    else if (isLower(entry.severity, severity))
      add(`${id} is ${entry.severity} instead of ${severity}`, `rules.${id}`);
  }
  return found;
}

function idsOf({ checks }: Config): readonly string[] {
  return checks.map(({ id }) => id);
}

function gone(before: readonly string[], now: readonly string[]): readonly string[] {
  return before.filter((each) => !now.includes(each));
}

function isLaxer(is: Severity | 'never', was: Severity | 'never'): boolean {
  if (is === was || was === 'never') return false;
  return is === 'never' || isAtLeast(is, was);
}

function isLower(is: Severity | 'off' | undefined, was: Severity): boolean {
  if (is === undefined || is === was) return false;
  return is === 'off' || isAtLeast(was, is);
}
