/** A call of the command that stands in a script or in the file of a build service. */
export interface CommandLine {
  /** Line of the text, from 1. */
  readonly line: number;
  /** The words after `specgate`. */
  readonly argv: readonly string[];
}

/** The calls of `specgate` in a text: of a shell script, or of strings of a file that hold one. */
export function commandLinesIn(text: string): readonly CommandLine[] {
  const lines = text.split('\n');
  const found: CommandLine[] = [];
  let joined = '';
  for (const [at, line] of lines.entries()) {
    if (line.endsWith('\\')) {
      joined += `${line.slice(0, -1)} `;
      continue;
    }
    for (const argv of callsIn(joined + line)) found.push({ line: at + 1, argv });
    joined = '';
  }
  return found;
}

function callsIn(line: string): readonly (readonly string[])[] {
  if (/^\s*(?:#|\/\/)/.test(line) || !line.includes('specgate')) return [];
  const calls = simpleCommands(line).flatMap((words) => {
    const at = words.findIndex((word, index) => isCall(words, word, index));
    return at === -1 ? [] : [words.slice(at + 1)];
  });
  return [...calls, ...stringsIn(line).flatMap(callsIn)];
}

/** Strings of a line that are more than one word, as another language quotes a script. */
function stringsIn(line: string): readonly string[] {
  return Array.from(line.matchAll(QUOTED), ([, double, single]) => double ?? single ?? '').filter(
    (text) => /\s/.test(text),
  );
}

const QUOTED = /"((?:[^"\\]|\\.)*)"|'([^']*)'/g;

/** `specgate` at the start, after `npx` or a key of YAML, or as the image that is run. */
function isCall(words: readonly string[], word: string, at: number): boolean {
  if (!/^specgate(?:@\S+)?$/.test(word)) return false;
  const before = words.slice(0, at);
  if (before[0] === 'docker') return before[1] === 'run';
  const last = before.findLast((each) => !/^--?[a-z]/.test(each));
  return last === undefined || /^(?:npx|exec|\$|-|\w*=.*|.*:)$/.test(last);
}

/** A line taken apart at `|`, `&&`, `||` and `;`, each part as the words that a shell makes of it. */
function simpleCommands(line: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  for (const [token] of line.matchAll(/(?:[^\s"'|;&]|"(?:[^"\\]|\\.)*"|'[^']*')+|[|;&]+/g)) {
    if (/^[|;&]+$/.test(token)) commands.push([]);
    // A comment ends the line, unless it is YAML's way to write a fragment.
    else if (token === '#') break;
    else commands.at(-1)?.push(unquoted(token));
  }
  return commands;
}

function unquoted(token: string): string {
  return token.replace(
    QUOTED,
    (_, double: string | undefined, single: string | undefined) => double ?? single ?? '',
  );
}
