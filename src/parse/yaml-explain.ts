import { YAMLException } from 'js-yaml';
import type { Refusal } from './problem.ts';

/** Where js-yaml found an error. */
export function offsetOf(error: unknown): number {
  return error instanceof YAMLException ? (error.mark?.position ?? 0) : 0;
}

/** Says what is wrong with a text that js-yaml refuses: its own reason, and what the text at that place suggests. */
export function explain(text: string, error: unknown): Refusal {
  const offset = offsetOf(error);
  const tab = indentingTab(text, offset);
  if (tab !== -1) {
    const message = 'Not valid YAML: a tab indents this line, and YAML allows only spaces there.';
    return { offset: tab, message };
  }
  const reason = error instanceof YAMLException ? error.reason : String(error);
  return { offset, message: `Not valid YAML: ${reason}.${advice(text, offset)}` };
}

/** The offset of a tab in the white space that begins the line at `offset`, or -1. */
function indentingTab(text: string, offset: number): number {
  let at = lineStart(text, offset);
  while (text.charAt(at) === ' ') at += 1;
  return text.charAt(at) === '\t' ? at : -1;
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function advice(text: string, offset: number): string {
  const char = text.charAt(offset);
  if (char !== '' && '@`%'.includes(char)) return ` Text that begins with "${char}" needs quotes.`;
  const line = text.slice(lineStart(text, offset)).split(/[\r\n]/, 1)[0] ?? '';
  if (/: .*: /.test(line)) return ' Text that holds ": " needs quotes.';
  return '';
}
