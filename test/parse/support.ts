import { type ParseLimits, type Problem, parse } from '../../src/parse/parse.ts';
import { below, rootPointer } from '../../src/source/pointer.ts';
import { Source } from '../../src/source/source.ts';

type Key = string | number;

/** Parses a text under a name that says its format. */
export function parseText(text: string, name = 'test.yaml', limits: Partial<ParseLimits> = {}) {
  return parse(new Source(name, text), limits);
}

/** The document of a text that must be readable. */
export function documentOf(text: string, name?: string, limits?: Partial<ParseLimits>) {
  const { document, failures } = parseText(text, name, limits);
  if (document === undefined) throw new Error(JSON.stringify(failures));
  return document;
}

export function valueIn(text: string, name?: string): unknown {
  return documentOf(text, name).value;
}

/** The one failure of a text that must not be readable, as `line:column message`. */
export function failureOf(text: string, name?: string, limits?: Partial<ParseLimits>): string {
  const { failures } = parseText(text, name, limits);
  if (failures.length !== 1) throw new Error(`${failures.length} failures`);
  return failures.map(({ line, column, message }) => `${line}:${column} ${message}`).join();
}

/** The problems of a text, as `line:column kind name`. */
export function problemsOf(text: string, name?: string): string[] {
  const { problems, source } = documentOf(text, name);
  return problems.map(({ kind, start, name: what }: Problem) => {
    const { line, column } = source.position(start);
    return `${line}:${column} ${kind} ${what}`;
  });
}

/** What a text has at the key or the value of a place. */
export function spelled(text: string, part: 'key' | 'value', keys: readonly Key[], name?: string) {
  const { source } = documentOf(text, name);
  const { start, end } = source.span(below(rootPointer(source), ...keys), part);
  return source.text.slice(start, end);
}

/** Where a place starts, as `line:column`. */
export function placeOf(text: string, keys: readonly Key[], name?: string): string {
  const { source } = documentOf(text, name);
  const { line, column } = source.locate(below(rootPointer(source), ...keys)).start;
  return `${line}:${column}`;
}
