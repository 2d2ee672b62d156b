import { UserError } from '../errors.ts';
import type { Shard } from '../scan/options.ts';
import type { Flags } from './flags.ts';

const UNITS: { readonly [unit: string]: number } = { '': 1, B: 1, KB: 1e3, MB: 1e6, GB: 1e9 };

/** A number of bytes: `500000`, `2MB`. */
export function bytesFlag(flags: Flags, name: string): number | undefined {
  return read(flags, name, 'a size, as 20MB', (text) => {
    const match = /^(\d+(?:\.\d+)?) ?([KMG]?B|)$/i.exec(text);
    const unit = UNITS[match?.[2]?.toUpperCase() ?? ''];
    return match === null || unit === undefined ? Number.NaN : Math.round(Number(match[1]) * unit);
  });
}

/** A time in seconds, more than nothing. */
export function secondsFlag(flags: Flags, name: string): number | undefined {
  return read(flags, name, 'a number of seconds, as 60', (text) =>
    /^\d+(?:\.\d+)?s?$/.test(text) ? Number.parseFloat(text) : Number.NaN,
  );
}

/** A whole number from 1 on. */
export function countFlag(flags: Flags, name: string): number | undefined {
  return read(flags, name, 'a whole number from 1 on', (text) =>
    /^\d+$/.test(text) ? Number(text) : Number.NaN,
  );
}

/** One part of several: `2/3`. */
export function shardFlag(flags: Flags, name: string): Shard | undefined {
  const text = flags.text(name);
  if (text === undefined) return undefined;
  const [, number = 0, of = 0] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? [];
  if (number >= 1 && number <= of) return { number, of };
  throw new UserError(
    `--${name} does not take "${text}".`,
    'It takes the number of the part and the number of all parts, as 1/4 to 4/4.',
  );
}

function read(
  flags: Flags,
  name: string,
  expected: string,
  numberOf: (text: string) => number,
): number | undefined {
  const text = flags.text(name);
  if (text === undefined) return undefined;
  const number = numberOf(text);
  if (number > 0) return number;
  throw new UserError(`--${name} does not take "${text}".`, `It takes ${expected}.`);
}
