import { resolve } from 'node:path';
import { repositoryRoot, slashed } from '../discover/repository.ts';
import { defaultLimits } from '../parse/parse.ts';
import type { Rule } from '../rule/rule.ts';
import type { ScanSettings } from './scan-settings.ts';
import { DEFAULT_MAX_FILE_SIZE, type ScanOptions } from './options.ts';
import { select } from './select.ts';
import { VERSION } from './version.ts';

/** Fills in what the options leave open. Throws a UserError for rules that do not exist. */
export function settingsOf(options: ScanOptions, rules: readonly Rule[]): ScanSettings {
  const cwd = resolve(options.cwd ?? '.');
  const root = slashed(repositoryRoot(cwd) ?? cwd);
  const limits = { ...defaultLimits, maxDepth: options.maxDepth ?? defaultLimits.maxDepth };
  return {
    rules,
    governance: {
      selection: select(rules, options),
      gate: {
        failOn: options.failOn ?? 'high',
        minConfidence: options.minConfidence ?? 'low',
        max: options.max ?? {},
      },
      overrides: [],
      locked: new Set(),
    },
    ignored: [],
    inlineWaivers: true,
    today: options.today ?? new Date().toISOString().slice(0, 10),
    references: {
      mode: options.refs ?? 'local',
      root: options.root === undefined ? root : slashed(resolve(cwd, options.root)),
      allowedHosts: options.allowHosts ?? [],
      maxFileSize: options.maxFileSize ?? DEFAULT_MAX_FILE_SIZE,
      limits,
    },
    limits,
    base: slashed(cwd),
    root,
    version: VERSION,
    ...(options.onDocument === undefined ? {} : { onDocument: options.onDocument }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
}
