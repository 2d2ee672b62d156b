import { CHOMPING_MODE, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { Span } from '../source/range.ts';
import { shape } from './quick-scalar.ts';
import { endLine, lineEnd, nextLine, type Scan } from './quick-scan.ts';
import { addToTape, Kind } from './tape.ts';
import { trimBreaks } from './yaml-gap.ts';

/** Reads a block scalar, each line of which is indented more than `parent`. */
export function readBlock(scan: Scan, parent: number): string | undefined {
  const { text } = scan;
  const header = scan.at;
  const [marks = ''] = /^[1-9]?[+-]?/.exec(text.slice(header + 1, header + 3)) ?? [];
  scan.at = header + 1 + marks.length;
  if (!endLine(scan)) return undefined;
  const valueStart = Math.min(scan.at + 1, text.length);
  const given = Number.parseInt(marks, 10);
  const indent = given > 0 ? parent + given : indentOf(text, valueStart, parent);
  if (indent === undefined) return undefined;
  const valueEnd = blockEnd(text, valueStart, indent === -1 ? parent + 1 : indent);
  const chomping = chompingOf(marks);
  const isKept = chomping === CHOMPING_MODE.KEEP;
  scan.end = Math.max(header + 1, isKept ? valueEnd : trimBreaks(text, valueStart, valueEnd));
  addToTape(scan.tape, Kind.decoded, header, scan.end);
  scan.at = valueEnd < text.length ? valueEnd - 1 : valueEnd;
  nextLine(scan);
  const isLiteral = text.charCodeAt(header) === 124;
  if (isLiteral && indent > 0 && !isKept) {
    const lines = unindented(text, { start: valueStart, end: valueEnd }, indent);
    return chomping === CHOMPING_MODE.STRIP || lines === '' ? lines : `${lines}\n`;
  }
  const style = isLiteral ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK;
  return getScalarValue(text, { ...shape, style, chomping, indent, valueStart, valueEnd });
}

/** The lines of a literal scalar without their indentation and without line breaks at the end. */
function unindented(text: string, { start, end }: Span, indent: number): string {
  let lines = '';
  for (let line = start; line < end; ) {
    const next = Math.min(lineEnd(text, line) + 1, end);
    lines += next - line > indent ? text.slice(line + indent, next) : '\n';
    line = next;
  }
  return lines.slice(0, trimBreaks(lines, 0, lines.length));
}

function chompingOf(marks: string): ScalarEvent['chomping'] {
  if (marks.endsWith('-')) return CHOMPING_MODE.STRIP;
  return marks.endsWith('+') ? CHOMPING_MODE.KEEP : CHOMPING_MODE.CLIP;
}

/** How far the first line of a block scalar is indented; -1 if none holds anything, undefined if blanks mislead. */
function indentOf(text: string, start: number, parent: number): number | undefined {
  let line = start;
  let widest = 0;
  for (let at = start; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10) {
      widest = Math.max(widest, at - line);
      line = at + 1;
    } else if (code !== 32) {
      const column = at - line;
      if (at >= text.length) return column > 0 ? undefined : -1;
      if (column <= parent) return -1;
      return code === 9 || column < widest ? undefined : column;
    }
  }
}

/** Where the lines end that are blank or indented at least by `indent`. */
function blockEnd(text: string, start: number, indent: number): number {
  let line = start;
  for (;;) {
    let at = line;
    while (text.charCodeAt(at) === 32) at += 1;
    if (at >= text.length) return at - line > indent ? at : line;
    if (text.charCodeAt(at) !== 10 && at - line < indent) return line;
    const end = lineEnd(text, at);
    if (end === text.length) return end;
    line = end + 1;
  }
}
