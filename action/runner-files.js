// @ts-check
import { randomUUID } from 'node:crypto';
import { appendFileSync, statSync } from 'node:fs';

/** A job summary of more than 1 MiB is thrown away as a whole. */
const MOST_BYTES = 900_000;
const CUT = '\n\nThe rest would make this page too long; see the log.\n';

/**
 * Appends outputs of the step to the file of GITHUB_OUTPUT. Each value stands between marks that nobody can guess, so that no
 * value can end early and name another output.
 * @param {string | undefined} file
 * @param {Readonly<Record<string, string | number>>} values
 */
export function writeOutputs(file, values) {
  if (file === undefined || file === '') return;
  const records = Object.entries(values).map(([name, value]) => {
    const mark = `specgate_${randomUUID()}`;
    return `${name}<<${mark}\n${value}\n${mark}\n`;
  });
  appendFileSync(file, records.join(''));
}

/**
 * Appends Markdown to the file of GITHUB_STEP_SUMMARY, as many whole lines as it has room for.
 * @param {string | undefined} file
 * @param {string} markdown
 */
export function appendSummary(file, markdown) {
  if (file === undefined || file === '') return;
  const used = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  appendFileSync(file, fitting(markdown, MOST_BYTES - used));
}

/**
 * @param {string} markdown
 * @param {number} room in bytes
 */
function fitting(markdown, room) {
  const bytes = Buffer.from(markdown);
  if (bytes.length <= room) return markdown;
  const end = bytes.lastIndexOf('\n', Math.max(0, room - CUT.length));
  return room < CUT.length ? '' : bytes.toString('utf8', 0, Math.max(0, end)) + CUT;
}

/**
 * An annotation without a place, as a line for the runner; the text may hold anything.
 * @param {'error' | 'notice'} level
 * @param {string} text
 */
export function annotation(level, text) {
  const data = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return `::${level} title=Specgate::${data}\n`;
}
