import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A block of code of a page. */
export interface Fenced {
  /** Path of the page from the project's folder. */
  readonly page: string;
  /** Of its first line of code, from 1. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

/** All pages that users read. */
export function pages(): readonly string[] {
  const names = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' });
  const docs = names.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`);
  return ['README.md', 'CONTRIBUTING.md', ...docs.map((name) => name.replaceAll('\\', '/'))].sort();
}

export function pageText(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

/** The blocks of code of a page, each without its fence and the fence's indent. */
export function fencedIn(page: string): readonly Fenced[] {
  const blocks: Fenced[] = [];
  const lines = pageText(page).split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const [, indent = '', fence, language = ''] =
      /^( *)(`{3,}|~{3,})(\w*)/.exec(lines[at] ?? '') ?? [];
    if (fence === undefined) continue;
    const end = lines.findIndex((line, index) => index > at && line.trim() === fence);
    if (end === -1) throw new Error(`${page}:${at + 1}: the block has no end`);
    const inside = lines.slice(at + 1, end).map((line) => line.slice(indent.length));
    blocks.push({ page, line: at + 2, language, text: `${inside.join('\n')}\n` });
    at = end;
  }
  return blocks;
}
