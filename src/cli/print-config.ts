import type { Config, Origin } from '../config/config.ts';
import { slashed } from '../discover/repository.ts';

/** One line: what is set, and where. */
type Line = readonly [text: string, origin: string];

/** A configuration with all that it extends, as YAML; behind each value stands where it was set. */
export function printConfig(config: Config, cwd: string): string {
  const base = `${slashed(cwd)}/`;
  const place = ({ file, line }: Origin) => {
    const name = file.startsWith(base) ? file.slice(base.length) : file;
    return line === undefined ? name : `${name}:${line}`;
  };
  const at = (key: string): string => {
    const origin = config.origins.get(key);
    return origin === undefined ? 'default' : place(origin);
  };
  const lines = [
    ...fileLines(config, at),
    ...gateLines(config, at),
    ...ruleLines(config, place),
    ...exceptionLines(config, place),
    ...otherLines(config, at),
  ];
  const width = Math.min(60, Math.max(...lines.map(([text]) => text.length)));
  const rows = lines.map(([text, origin]) =>
    origin === '' ? text : `${text.padEnd(width)}  # ${origin}`,
  );
  return `${rows.join('\n')}\n`;
}

type At = (key: string) => string;

function fileLines({ presets, include, exclude }: Config, at: At): readonly Line[] {
  return [
    ['version: 1', ''],
    [`extends: ${flow(presets.length > 0 ? presets : ['recommended'])}`, at('extends')],
    [`include: ${flow(include)}`, at('include')],
    [`exclude: ${flow(exclude)}`, at('exclude')],
  ];
}

function exceptionLines(
  { overrides, ignore }: Config,
  place: (origin: Origin) => string,
): readonly Line[] {
  return [
    ...block(
      'overrides',
      overrides.map(({ match, rules, origin }) => [
        `  - ${flow({ match, rules: Object.fromEntries(rules) })}`,
        place(origin),
      ]),
    ),
    ...block(
      'ignore',
      ignore.map(({ rule, file, pointer, reason, expires, origin }) => [
        `  - ${flow({ rule, file, pointer, reason, expires })}`,
        place(origin),
      ]),
    ),
  ];
}

function otherLines(config: Config, at: At): readonly Line[] {
  const { lexicons, baseline, refs, plugins, checks, locked } = config;
  return [
    ...block(
      'lexicons',
      Object.entries(lexicons).map(([name, change]) => [
        `  ${name}: ${flow(change)}`,
        at(`lexicons.${name}`),
      ]),
    ),
    ...(baseline === undefined ? [] : [[`baseline: ${flow(baseline)}`, at('baseline')] as const]),
    ['refs:', ''],
    [`  mode: ${refs.mode ?? 'local'}`, at('refs.mode')],
    [`  allow-hosts: ${flow(refs.allowHosts)}`, at('refs.allow-hosts')],
    [`plugins: ${flow(plugins)}`, at('plugins')],
    ...(checks.length === 0
      ? []
      : [[`checks: ${flow(checks.map(({ id }) => ({ id })))}`, at('checks')] as const]),
    ...(locked.length === 0 ? [] : [[`locked: ${flow(locked)}`, at('locked')] as const]),
  ];
}

function gateLines({ gate }: Config, at: At): readonly Line[] {
  const max = Object.entries(gate.max ?? {});
  return [
    ['gate:', ''],
    [`  fail-on: ${gate.failOn ?? 'high'}`, at('gate.fail-on')],
    [`  new-only: ${gate.newOnly ?? false}`, at('gate.new-only')],
    [`  min-confidence: ${gate.minConfidence ?? 'low'}`, at('gate.min-confidence')],
    ...(gate.minScore === undefined
      ? []
      : [[`  min-score: ${gate.minScore}`, at('gate.min-score')] as const]),
    ...(max.length === 0 ? [] : [['  max:', ''] as const]),
    ...max.map(
      ([severity, limit]) => [`    ${severity}: ${limit}`, at(`gate.max.${severity}`)] as const,
    ),
  ];
}

function ruleLines({ rules }: Config, place: (origin: Origin) => string): readonly Line[] {
  return block(
    'rules',
    [...rules].map(([id, { severity, options, origin }]) => [
      `  ${id}: ${options === undefined ? severity : flow({ severity, options })}`,
      place(origin),
    ]),
  );
}

function block(name: string, lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [[`${name}:`, ''], ...lines];
}

/** JSON is YAML, and on one line. */
function flow(value: unknown): string {
  return JSON.stringify(value);
}
