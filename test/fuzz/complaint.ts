import { resolve } from 'node:path';
import { ALL_RULES } from '../../src/cli/all-rules.ts';
import { deadline } from '../../src/deadline.ts';
import { REPORTERS } from '../../src/report/index.ts';
import type { Report, Style } from '../../src/report/report.ts';
import { prepare } from '../../src/scan/settings.ts';
import { scan } from '../../src/scan.ts';
import { decode } from '../../src/source/decode.ts';
import { Source } from '../../src/source/source.ts';
import type { Input } from './inputs.ts';

/** Where the inputs seem to stand: beside files that their references may lead to. */
const FOLDER = resolve('fixtures/resolve/library').replaceAll('\\', '/');

/** CPU time of one small input through everything; the slowest honest one takes a twentieth. */
const SLOW = 4_000;
/** Wall time after which work is broken off, so that an endless loop is found too. */
const ENDLESS = 30_000;

const { settings } = prepare(
  { presets: ['strict'], config: false, root: FOLDER, today: '2026-11-25' },
  ALL_RULES,
);

const STYLES: readonly Partial<Style>[] = [{ all: true, color: true }, { showSuppressed: true }];

/** Scans an input and renders every format; says what went wrong, or undefined. */
export async function complaintAbout({ name, bytes }: Input): Promise<string | undefined> {
  const before = process.cpuUsage();
  try {
    const complaint = await attempt(`${FOLDER}/${name}`, bytes);
    if (complaint !== undefined) return complaint;
  } catch (error) {
    return `threw ${error instanceof Error ? error.stack : String(error)}`;
  }
  const { user, system } = process.cpuUsage(before);
  const milliseconds = (user + system) / 1000;
  return milliseconds > SLOW ? `took ${milliseconds.toFixed(0)} ms` : undefined;
}

async function attempt(uri: string, bytes: Uint8Array): Promise<string | undefined> {
  const inTime = deadline(ENDLESS, () => performance.now());
  const source = decode(uri, bytes);
  const input = source instanceof Source ? { source, root: FOLDER } : { failure: source };
  const report = await scan([input], { ...settings, inTime });
  const { failures, exitCode } = report;
  const broken = failures.find(({ ruleId }) => ruleId !== undefined);
  if (broken !== undefined) return broken.message;
  if (failures.some(({ message }) => message.includes('time for the scan'))) return 'never ended';
  if (failures.length > 0 && exitCode !== 2) return `exit code ${exitCode} with a failure`;
  if (![0, 1, 2].includes(exitCode)) return `exit code ${exitCode}`;
  if (failures.length === 0 && report.documents.length !== 1) return 'green without a document';
  return outOfText(report) ?? misrendered(report);
}

/** Places that the text does not have. */
function outOfText({ results, failures, documents }: Report): string | undefined {
  for (const { finding, location } of results) {
    const { start, end } = location.range;
    const isPlace =
      isPositive(start) &&
      isPositive(end) &&
      (end.line > start.line || (end.line === start.line && end.column >= start.column));
    if (!isPlace) return `${finding.rule.id} at ${JSON.stringify(location.range)}`;
  }
  const lost = failures.find(
    ({ line, column }) => line !== undefined && !isPositive({ line, column }),
  );
  if (lost !== undefined) return `a failure at ${lost.line}:${lost.column}`;
  return documents.length > 1 ? 'more documents than were given' : undefined;
}

function isPositive({
  line,
  column,
}: {
  readonly line: number;
  readonly column: number | undefined;
}) {
  return line >= 1 && (column ?? 1) >= 1;
}

/** Formats that another program could not read, and pieces that a terminal would obey. */
function misrendered(report: Report): string | undefined {
  const inTime = deadline(ENDLESS, () => performance.now());
  // What a format says of rules that found nothing is the same for every input.
  const found = new Set(report.results.map(({ finding }) => finding.rule));
  const brief = { ...report, rules: report.rules.filter(({ rule }) => found.has(rule)) };
  const style = { ...PLAIN, ...STYLES[report.results.length % STYLES.length] };
  const rendered = inTime(() =>
    REPORTERS.map(
      (reporter) => [reporter.name, [...reporter.render(brief, style)].join('')] as const,
    ),
  );
  if (rendered === undefined) return 'a format never ended';
  for (const [name, text] of rendered.value) {
    const complaint = illFormed(name, text);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

const PLAIN: Style = {
  color: false,
  width: 80,
  all: false,
  minSeverity: 'info',
  minConfidence: 'low',
  quiet: false,
  showSuppressed: false,
};

const JSON_FORMATS = new Set(['json', 'sarif', 'gitlab', 'sonarqube']);
const OBEYED =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function illFormed(format: string, text: string): string | undefined {
  const obeyed = OBEYED.exec(text)?.[0];
  if (obeyed !== undefined) return `${format} holds U+${obeyed.codePointAt(0)?.toString(16)}`;
  if (JSON_FORMATS.has(format)) JSON.parse(text);
  // The colours of the text format are the only sequences there are.
  const plain = text.replaceAll(/\u001b\[[0-9;]*m|\u001b\]8;;[^\u001b]*\u001b\\/g, '');
  return plain.includes('\u001b') ? `${format} holds an escape sequence` : undefined;
}
