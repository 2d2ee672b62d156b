import { guardCi, neutraliseLines } from '../report/neutral.ts';

/** A message of several lines that a terminal and a build service take for nothing but text, whatever it quotes. */
export function printable(message: string): string {
  return guardCi(neutraliseLines(message));
}
