import { directiveLines, withoutMarkers } from '../../src/testing/index.ts';

/** A sentence under a line of an example; lines count from 1, as in the file. */
export interface Note {
  readonly line: number;
  readonly sentence: string;
}

const WHOLE = 32;
const AROUND = 2;
const MARK = '▲';

/**
 * An example as a page shows it: without directives and markers, each note under its line. Of a long one, only the lines
 * in `wanted` with what is around and above them.
 */
export function excerpt(text: string, wanted: ReadonlySet<number>, notes: readonly Note[]): string {
  const lines = withoutMarkers(text).trimEnd().split('\n');
  const first = directiveLines(text);
  const shown = lines.length - first <= WHOLE ? undefined : reach(lines, wanted);
  const out: string[] = [];
  let skipping = false;
  for (const [index, line] of lines.entries()) {
    if (index < first) continue;
    if (shown === undefined || shown.has(index)) {
      out.push(line, ...notesUnder(line, index + 1, notes));
      skipping = false;
    } else if (!skipping) {
      out.push(`${indentOf(line)}# …`);
      skipping = true;
    }
  }
  return out.join('\n');
}

/** The lines of the second text that the first one lacks: what the good example does otherwise. */
export function newLines(before: string, after: string): ReadonlySet<number> {
  const known = new Set(withoutMarkers(before).split('\n'));
  const lines = withoutMarkers(after).split('\n');
  return new Set(lines.flatMap((line, index) => (known.has(line) ? [] : [index + 1])));
}

/** The wanted lines, their neighbours, and the keys that lead to them. */
function reach(lines: readonly string[], wanted: ReadonlySet<number>): ReadonlySet<number> {
  const shown = new Set<number>([0]);
  for (const line of wanted) {
    for (let at = line - 1 - AROUND; at <= line - 1 + AROUND; at += 1)
      if (lines[at] !== undefined) shown.add(at);
    let indent = indentOf(lines[line - 1] ?? '').length;
    for (let at = line - 2; at >= 0; at -= 1) {
      const above = lines[at] ?? '';
      if (above.trim() === '' || indentOf(above).length >= indent) continue;
      shown.add(at);
      indent = indentOf(above).length;
    }
  }
  return shown;
}

function notesUnder(line: string, number: number, notes: readonly Note[]): readonly string[] {
  const own = notes.filter((note) => note.line === number).map(({ sentence }) => sentence);
  return [...new Set(own)].map((sentence) => `${indentOf(line)}# ${MARK} ${sentence}`);
}

function indentOf(line: string): string {
  return /^ */.exec(line)?.[0] ?? '';
}
