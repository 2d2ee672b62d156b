// What GitHub's runner makes of a file of outputs and of a log, written after ActionCommand.cs and FileCommandManager.cs.

/** Outputs by name; throws for what the runner refuses. */
export function outputsIn(text: string): ReadonlyMap<string, string> {
  const outputs = new Map<string, string>();
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (heredoc === -1 || (equals !== -1 && equals < heredoc)) {
      if (equals === -1) throw new Error(`Invalid format '${line}'`);
      outputs.set(line.slice(0, equals), line.slice(equals + 1));
      continue;
    }
    const mark = line.slice(heredoc + 2);
    const end = lines.indexOf(mark, at + 1);
    if (end === -1) throw new Error(`Matching delimiter not found '${mark}'`);
    outputs.set(line.slice(0, heredoc), lines.slice(at + 1, end).join('\n'));
    at = end;
  }
  return outputs;
}

/** The commands that the runner obeys, properties and text decoded: `error file=a.yaml,line=3: text`. */
export function commandsIn(log: string): readonly string[] {
  const commands: string[] = [];
  let stopped: string | undefined;
  // .NET's reader ends a line at CR too.
  for (const line of log.split(/\r\n|\r|\n/)) {
    const command = commandOf(line);
    if (stopped !== undefined) {
      if (command?.name === stopped) stopped = undefined;
    } else if (command?.name === 'stop-commands') stopped = command.data;
    else if (command !== undefined) {
      commands.push(`${command.name} ${command.properties}: ${command.data}`);
    }
  }
  return commands;
}

function commandOf(line: string) {
  const [, name, properties = '', data = ''] =
    /^\s*::([^\s:]+)(?: ([^\n]*?))?::(.*)$/s.exec(line) ??
    /##\[([^\s\]]+)([^\]]*)\](.*)$/s.exec(line) ??
    [];
  if (name === undefined) return undefined;
  return { name, properties: decode(properties), data: decode(data) };
}

function decode(text: string): string {
  const codes = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' };
  return Object.entries(codes).reduce((whole, [code, sign]) => whole.replaceAll(code, sign), text);
}
