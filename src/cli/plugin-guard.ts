import type { ScanSettings } from '../scan/scan-settings.ts';
import type { Call } from './command.ts';
import { deadline } from './deadline.ts';
import { secondsFlag } from './quantities.ts';

const DEFAULT_SECONDS = 10;

/** The settings with a limit of time for each rule of a plug-in on each document; as they are where there is no plug-in. */
export function withPluginLimit(settings: ScanSettings, { flags, io }: Call): ScanSettings {
  if (settings.guard === undefined) return settings;
  const seconds = secondsFlag(flags, 'plugin-timeout') ?? DEFAULT_SECONDS;
  const guard = {
    rules: settings.guard.rules,
    seconds,
    inTime: <T>(work: () => T) => deadline(seconds * 1000, io.now)(work),
  };
  return { ...settings, guard };
}
