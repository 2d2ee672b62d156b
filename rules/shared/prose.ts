import type { Node } from 'specgate/rule';

/** The fields that tools render as CommonMark, or show as they are. */
const FIELDS = ['description', 'summary', 'title'] as const;

/** A text for readers, and the field that holds it. */
export interface Prose {
  readonly field: (typeof FIELDS)[number];
  readonly text: string;
}

/** The texts for readers of a node that hold what `sign` matches. */
export function proseOf(node: Node, sign: RegExp): readonly Prose[] {
  let found: Prose[] | undefined;
  for (const field of FIELDS) {
    const text: unknown = node.raw[field];
    if (typeof text !== 'string' || !sign.test(text)) continue;
    found ??= [];
    found.push({ field, text });
  }
  return found ?? NONE;
}

const NONE: readonly never[] = [];

const FENCE = /^ {0,3}(`{3,}|~{3,})[^\n]*$/;
const INDENTED = /^(?: {4}|\t)/;
const LIST_ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])\s/;

/** A CommonMark text with the characters of code blanked, so that offsets stay: code is shown, never run. */
export function withoutCode(text: string): string {
  let fence: string | undefined;
  let isInList = false;
  let isAfterBlank = true;
  const lines = text.split('\n').map((line) => {
    const mark = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true) fence = undefined;
      return blank(line);
    }
    if (mark !== undefined) {
      fence = mark;
      return blank(line);
    }
    if (line.trim() === '') {
      isAfterBlank = true;
      return line;
    }
    if (LIST_ITEM.test(line)) isInList = true;
    else if (!/^\s/.test(line)) isInList = false;
    if (!isInList && INDENTED.test(line) && isAfterBlank) return blank(line);
    isAfterBlank = false;
    return line;
  });
  return withoutSpans(lines.join('\n'));
}

/** Code spans end at a run of as many backticks as began them; one that nothing ends is no span. */
function withoutSpans(text: string): string {
  const runs = [...text.matchAll(/`+/g)];
  let result = '';
  let done = 0;
  const nextOfLength = new Map<number, number[]>();
  for (const [index, run] of runs.entries()) {
    const list = nextOfLength.get(run[0].length);
    if (list === undefined) nextOfLength.set(run[0].length, [index]);
    else list.push(index);
  }
  for (let at = 0; at < runs.length; at += 1) {
    const run = runs[at];
    if (run === undefined) break;
    const same = nextOfLength.get(run[0].length) ?? [];
    while ((same[0] ?? Number.POSITIVE_INFINITY) <= at) same.shift();
    const end = same[0];
    const closing = end === undefined ? undefined : runs[end];
    if (end === undefined || closing === undefined) continue;
    const until = closing.index + closing[0].length;
    result += text.slice(done, run.index) + blank(text.slice(run.index, until));
    done = until;
    at = end;
  }
  return result + text.slice(done);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
