/** A row of an option table: from it follow the parser, the help and docs/cli.md. */
export interface OptionRow {
  /** The long name without `--`; `no-…` where it switches something off. */
  readonly name: string;
  readonly short?: string;
  /** What it takes, as `<file>`; missing for a switch. */
  readonly argument?: string;
  /** One sentence, without the default and the choices. */
  readonly about: string;
  readonly choices?: readonly string[];
  /** What holds without it, in words. */
  readonly default?: string;
  /** May be given several times; `commas`: also as one list with commas. */
  readonly many?: 'repeats' | 'commas';
  /** The heading that it stands under. */
  readonly group: string;
}

/** `-f, --format <name[=file]>` */
export function usageOf({ name, short, argument }: OptionRow): string {
  const long = `--${name}${argument === undefined ? '' : ` ${argument}`}`;
  return short === undefined ? long : `-${short}, ${long}`;
}

/** What the help says: the sentence, then what is allowed and what holds without it. */
export function helpOf(row: OptionRow): string {
  const notes = [
    ...(row.choices === undefined ? [] : [row.choices.join(' | ')]),
    ...(row.default === undefined ? [] : [`default: ${row.default}`]),
    ...(row.many === undefined ? [] : ['repeatable']),
  ];
  return notes.length === 0 ? row.about : `${row.about} (${notes.join('; ')})`;
}
