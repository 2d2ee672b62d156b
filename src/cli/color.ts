import type { Flags } from './flags.ts';
import type { Io, Output } from './io.ts';

export const COLOR_CHOICES = ['auto', 'always', 'never'] as const;
export type ColorChoice = (typeof COLOR_CHOICES)[number];

/** Whether a stream gets colour: the option decides, then NO_COLOR, FORCE_COLOR, TERM, and last whether it is a terminal. */
export function hasColor(choice: ColorChoice, output: Output, env: Io['env']): boolean {
  if (choice !== 'auto') return choice === 'always';
  // https://no-color.org: counts when present and not empty.
  if (env.NO_COLOR) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env.TERM === 'dumb') return false;
  return output.isTTY;
}

/** As `hasColor`, by what `--color` says. */
export function colorOf(flags: Flags, output: Output, { env }: Io): boolean {
  return hasColor(flags.one('color', COLOR_CHOICES) ?? 'auto', output, env);
}
