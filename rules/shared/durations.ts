const SECONDS: { readonly [unit: string]: number } = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  year: 31_536_000,
};

const NUMBERS: { readonly [word: string]: number } = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  six: 6,
  twelve: 12,
};

const PERIOD =
  /\b(\d{1,6}(?:[.,]\d+)?|an?|one|two|three|six|twelve)[\s-]+(second|minute|hour|day|week|month|year)s?\b/gi;

/** A period in a text: `30 days`, `one year`. */
export interface Period {
  readonly text: string;
  readonly seconds: number;
}

/** The periods that a text names. */
export function periodsIn(text: string): readonly Period[] {
  return [...text.matchAll(PERIOD)].map(([whole, count = '', unit = '']) => {
    const number = NUMBERS[count.toLowerCase()] ?? Number(count.replace(',', '.'));
    return { text: whole, seconds: number * (SECONDS[unit.toLowerCase()] ?? 0) };
  });
}

/** A number of seconds as people say it: `30 days`. */
export function inWords(seconds: number): string {
  const units = ['year', 'day', 'hour', 'minute'] as const;
  const unit = units.find((each) => seconds >= 2 * (SECONDS[each] ?? 1));
  if (unit === undefined) return `${seconds} seconds`;
  return `${Math.round((seconds / (SECONDS[unit] ?? 1)) * 10) / 10} ${unit}s`;
}
