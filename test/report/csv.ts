/** The cells of a CSV text (RFC 4180, with line feeds). */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = /"((?:[^"]|"")*)"/y;
    const plain = /[^",\n]*/y;
    const cell = text[at] === '"' ? quoted : plain;
    cell.lastIndex = at;
    const found = cell.exec(text);
    if (found === null) throw new Error(`no cell at ${at}`);
    row.push(text[at] === '"' ? (found[1] ?? '').replaceAll('""', '"') : found[0]);
    at = cell.lastIndex;
    const end = text[at];
    if (end === '\n') {
      rows.push(row);
      row = [];
    } else if (end !== ',') throw new Error(`neither comma nor line feed at ${at}`);
    at += 1;
  }
  return rows;
}
