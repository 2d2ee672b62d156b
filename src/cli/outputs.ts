import { UserError } from '../errors.ts';
import { REPORTERS } from '../report/index.ts';
import type { Reporter } from '../report/report.ts';
import { type Flags, hintFor } from './flags.ts';

/** A report to write, and where to: a file as it was named, or stdout. */
export interface Destination {
  readonly reporter: Reporter;
  readonly file: string | undefined;
}

/** What --format and --output ask for; text on stdout if that is nothing. Throws a UserError for what cannot be meant. */
export function destinationsOf(flags: Flags): readonly Destination[] {
  const formats = flags.texts('format').map(formatOf);
  const file = flags.text('output');
  const all = file === undefined ? formats : withOutput(formats, file);
  const destinations = all.length === 0 ? [{ reporter: reporterOf('text'), file: undefined }] : all;
  refuseClashes(destinations);
  return destinations;
}

/** Whether somebody sits and waits for the report: it is text, or stdout stays empty. */
export function isForPeople(destinations: readonly Destination[]): boolean {
  const onStdout = destinations.find(({ file }) => file === undefined);
  return onStdout === undefined || onStdout.reporter.name === 'text';
}

/** `sarif=out.sarif`; the file `-` is stdout, as it is for other commands. */
function formatOf(text: string): Destination {
  const at = text.indexOf('=');
  if (at === -1) return { reporter: reporterOf(text), file: undefined };
  return { reporter: reporterOf(text.slice(0, at)), file: fileOf(text.slice(at + 1), '--format') };
}

function fileOf(name: string, flag: string): string | undefined {
  if (name !== '') return name === '-' ? undefined : name;
  throw new UserError(
    `${flag} names no file.`,
    'Write the name after it, as in -f sarif=out.sarif.',
  );
}

function reporterOf(name: string): Reporter {
  const reporter = REPORTERS.find((each) => each.name === name);
  if (reporter !== undefined) return reporter;
  const names = REPORTERS.map((each) => each.name);
  throw new UserError(`There is no format "${name}".`, hintFor(name, names));
}

/** The format without a file goes to the file of --output; where there is none, the extension says which is meant. */
function withOutput(formats: readonly Destination[], name: string): readonly Destination[] {
  const file = fileOf(name, '--output');
  const open = formats.filter((format) => format.file === undefined);
  const [first] = open;
  if (open.length > 1) return formats;
  if (first === undefined) return [...formats, { reporter: reporterFor(name), file }];
  return formats.map((format) => (format === first ? { ...first, file } : format));
}

function reporterFor(file: string): Reporter {
  const fitting = REPORTERS.filter(({ extension }) => file.toLowerCase().endsWith(extension));
  const best = fitting.toSorted((a, b) => b.extension.length - a.extension.length)[0];
  if (best !== undefined) return best;
  throw new UserError(
    `The extension of "${file}" says no format.`,
    'Name the format too, as in -f json -o report.txt.',
  );
}

function refuseClashes(destinations: readonly Destination[]): void {
  const onStdout = destinations.filter(({ file }) => file === undefined);
  if (onStdout.length > 1) {
    const names = onStdout.map(({ reporter }) => reporter.name);
    throw new UserError(
      `Several reports would be mixed on stdout: ${names.join(', ')}.`,
      `Give all but one a file, as in -f ${names.at(-1)}=report${onStdout.at(-1)?.reporter.extension}.`,
    );
  }
  const files = destinations.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) throw new UserError(`Two reports would be written to "${twice}".`);
}
