import { Chalk, type ChalkInstance } from 'chalk';
import type { Severity } from '../rule/severity.ts';

type Paint = (text: string) => string;

/** Colours by meaning; without colour, the texts as they are. */
export interface Palette {
  readonly severity: { readonly [S in Severity]: Paint };
  readonly strong: Paint;
  readonly faint: Paint;
  readonly place: Paint;
  readonly link: Paint;
  readonly good: Paint;
  readonly bad: Paint;
}

/** The sixteen colours that every terminal has and its user has chosen. */
export function paletteOf(color: boolean): Palette {
  const chalk: ChalkInstance = new Chalk({ level: color ? 1 : 0 });
  return {
    severity: {
      critical: chalk.bold.magenta,
      high: chalk.bold.red,
      medium: chalk.bold.yellow,
      low: chalk.bold.blue,
      info: chalk.bold.gray,
    },
    strong: chalk.bold,
    faint: chalk.dim,
    place: chalk.cyan,
    link: chalk.underline,
    good: chalk.bold.green,
    bad: chalk.bold.red,
  };
}
