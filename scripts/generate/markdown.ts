import type { Rule, Severity } from 'specgate/rule';

/** A Markdown table without the columns that are empty throughout; cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const filled = head.map((_, column) => rows.some((row) => row[column] !== ''));
  const shown = (cells: readonly string[]): readonly string[] =>
    cells.filter((_, column) => filled[column]);
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    line(shown(head)),
    `|${shown(head)
      .map(() => '---|')
      .join('')}`,
    ...rows.map((row) => line(shown(row))),
  ].join('\n');
}

export function bulleted(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** A text as inline code, whatever it holds. */
export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** `a`, `a and b`, `a, b and c`. */
export function inWords(items: readonly string[], word = 'and'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** What a rule's finding counts as under a preset. */
export function severityIn({ severity }: Rule, preset: 'recommended' | 'strict'): Severity | 'off' {
  return typeof severity === 'string' ? severity : severity[preset];
}

/** The versions of the format that a rule is for, as a reader calls them. */
export function versionsText({ versions }: Rule): string {
  if (versions === undefined || versions.length === 4)
    return 'Swagger 2.0 and OpenAPI 3.0, 3.1, 3.2';
  const newer = versions.filter((version) => version !== '2.0').join(', ');
  const old = versions.includes('2.0') ? ['Swagger 2.0'] : [];
  return inWords([...old, ...(newer === '' ? [] : [`OpenAPI ${newer}`])]);
}
