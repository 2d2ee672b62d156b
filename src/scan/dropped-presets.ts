import type { Config } from '../config/config.ts';
import { isPreset } from '../engine/presets.ts';
import type { Loosening } from '../policy/loosening.ts';
import type { ScanOptions } from './options.ts';

/** Presets that would hold but for a configuration that names others, or but for the flag that replaces all of them. */
export function droppedPresets(
  config: Config,
  policy: Config,
  options: ScanOptions,
): readonly Loosening[] {
  const written = [...policy.presets, ...config.presets];
  if (options.presets?.length) {
    return lacking(written.filter(isPreset), options.presets).map((what) => ({
      what,
      file: '--preset',
      line: undefined,
    }));
  }
  const isDefault = !written.some(isPreset);
  const fallback = { file: config.sources.at(-1)?.uri ?? '', line: undefined };
  const { file, line } = config.origins.get('extends') ?? fallback;
  const missing =
    isDefault || policy.presets.some(isPreset) ? [] : lacking(['recommended'], written);
  return missing.map((what) => ({ what, file, line }));
}

function lacking(wanted: readonly string[], given: readonly string[]): readonly string[] {
  // It holds all rules, in their full severity.
  if (given.includes('strict')) return [];
  return wanted
    .filter((preset) => !given.includes(preset))
    .map((preset) => `the preset "${preset}" does not hold`);
}
