import type { Loosening } from '../policy/loosening.ts';
import type { ScanOptions } from './options.ts';

/** What the flags (or the options of the library) let through that would count without them. */
export function looseningsByFlags(options: ScanOptions): readonly Loosening[] {
  const found: Loosening[] = [];
  const add = (flag: string, what: string) => found.push({ what, file: flag, line: undefined });
  for (const [id, setting] of Object.entries(options.rules ?? {})) {
    const severity = typeof setting === 'string' ? setting : setting.severity;
    if (severity === 'off' || severity === 'low' || severity === 'info')
      add('--rule', `${id} is ${severity}`);
  }
  if (options.skip?.length) add('--skip', `rules are left out: ${options.skip.join(', ')}`);
  if (options.only?.length) add('--only', `only these rules are asked: ${options.only.join(', ')}`);
  if (options.categories?.length)
    add('--category', `only these categories are asked: ${options.categories.join(', ')}`);
  if (options.tags?.length) add('--tag', `only these tags are asked: ${options.tags.join(', ')}`);
  if (options.failOn === 'never' || options.failOn === 'critical')
    add('--fail-on', `the gate fails on ${options.failOn} instead of high`);
  if (options.minConfidence !== undefined && options.minConfidence !== 'low')
    add('--min-confidence', `rules of less than ${options.minConfidence} confidence do not count`);
  if (options.baseline) add('--baseline', `known findings do not count: ${options.baseline}`);
  if (options.refs === 'remote') add('--refs', 'references may be fetched from other hosts');
  return found;
}
