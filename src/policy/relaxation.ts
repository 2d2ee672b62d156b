import type { Config, GateEntry, Origin } from '../config/config.ts';
import { isAtLeast, SEVERITIES, type Severity } from '../rule/severity.ts';
import { asWritten, isLower, type Loosening } from './loosening.ts';

/**
 * By what a configuration is less strict than it was, although it lets no more through than without it: a limit that was
 * lifted, a preset or a check that is gone. Each is new by its nature. `severityNow` is what the rule has where the
 * configuration of now does not name it; undefined for one that is not there any more.
 */
export function relaxationsBetween(
  before: Config,
  now: Config,
  severityNow: (rule: string) => Severity | 'off' | undefined,
): readonly Loosening[] {
  const place: Origin = {
    file: now.sources.at(-1)?.uri ?? before.sources.at(-1)?.uri ?? '',
    line: undefined,
  };
  const all = [
    ...lifted(before.gate, now.gate),
    ...removed(before, now),
    ...lowered(before, now, severityNow),
  ];
  return all.map(({ what, key }) => {
    const { file, line } = now.origins.get(key) ?? place;
    return { what, file, line };
  });
}

/** What is said of the value under a key of the configuration. */
interface Relaxation {
  readonly what: string;
  readonly key: string;
}

function lifted(before: GateEntry, now: GateEntry): readonly Relaxation[] {
  const found: Relaxation[] = [];
  const [was, is] = [before.failOn ?? 'high', now.failOn ?? 'high'];
  // What is looser than without a configuration is told by itself.
  if (isLaxer(is, was) && is !== 'never' && is !== 'critical')
    found.push({ what: `the gate fails on ${is} instead of ${was}`, key: 'gate.fail-on' });
  for (const severity of SEVERITIES) {
    const [limit, wanted] = [before.max?.[severity], now.max?.[severity]];
    if (limit === undefined || (wanted !== undefined && wanted <= limit)) continue;
    const more = wanted === undefined ? 'any number of' : `${wanted} instead of ${limit}`;
    const what = `the gate lets ${more} ${severity} findings through`;
    found.push({ what, key: `gate.max.${severity}` });
  }
  const [score, wanted] = [before.minScore ?? 0, now.minScore ?? 0];
  if (wanted < score) {
    const what = `the gate asks for a score of ${wanted} instead of ${score}`;
    found.push({ what, key: 'gate.min-score' });
  }
  return found;
}

function removed(before: Config, now: Config): readonly Relaxation[] {
  return [
    ...gone(before.presets, now.presets).map((preset) => ({
      what: `the preset "${preset}" is gone`,
      key: 'extends',
    })),
    ...gone(idsOf(before), idsOf(now)).map((check) => ({
      what: `the check "${check}" is gone`,
      key: 'checks',
    })),
    ...gone(before.plugins, now.plugins).map((plugin) => ({
      what: `the plug-in "${plugin}" is gone`,
      key: 'plugins',
    })),
    ...gone(before.include, now.include).map((glob) => ({
      what: `descriptions are no longer looked for in ${asWritten(glob, before)}`,
      key: 'include',
    })),
  ];
}

/** Rules that are raised less than they were; one that is lower than usual is told by itself. */
function lowered(
  before: Config,
  now: Config,
  severityNow: (rule: string) => Severity | 'off' | undefined,
): readonly Relaxation[] {
  return [...before.rules].flatMap(([id, { severity: was }]) => {
    if (was === undefined || was === 'off') return [];
    const entry = now.rules.get(id);
    if (entry === undefined) {
      if (!isLower(severityNow(id) ?? 'off', was)) return [];
      return [{ what: `${id} is no longer set to ${was}`, key: 'rules' }];
    }
    if (entry.severity === undefined || !isLower(entry.severity, was)) return [];
    return [{ what: `${id} is ${entry.severity} instead of ${was}`, key: `rules.${id}` }];
  });
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
