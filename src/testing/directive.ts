import { VERSIONS, type Version } from '../model/version.ts';
import { parse } from '../parse/parse.ts';
import { Source } from '../source/source.ts';
import type { Expected } from './marker.ts';

/** How a fixture wants to be run, said in the comments of its first lines. */
export interface Directives {
  /** `# options: { limit: 3 }` */
  readonly options: { readonly [name: string]: unknown };
  /** `# preset: strict` takes the stricter defaults of the options. */
  readonly preset: 'recommended' | 'strict';
  /** `# versions: 3.1+`, or a list as `3.0, 3.2`; every 3.x version by default. */
  readonly versions: readonly Version[];
  /** `# format: yaml` for a case that JSON cannot express. */
  readonly format: 'any' | 'yaml';
  /** `# expect: 12 message` for lines that cannot carry a marker. */
  readonly expected: readonly Expected[];
}

interface Draft {
  options: { readonly [name: string]: unknown };
  preset: 'recommended' | 'strict';
  versions: readonly Version[];
  format: 'any' | 'yaml';
  expected: Expected[];
}

const LINE = /^#\s*([a-z]+):\s*(.*?)\s*$/;

/** Reads the comments before the first line of content. Throws a TypeError for one that it does not know. */
export function readDirectives(text: string): Directives {
  const draft: Draft = {
    options: {},
    preset: 'recommended',
    versions: VERSIONS,
    format: 'any',
    expected: [],
  };
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (!line.startsWith('#')) break;
    const [, name, value] = LINE.exec(line) ?? [];
    if (name !== undefined && value !== undefined) apply(draft, name, value);
  }
  return draft;
}

/** How many lines at the beginning are directives. */
export function directiveLines(text: string): number {
  let count = 0;
  for (const line of text.split('\n')) {
    if (!LINE.test(line)) break;
    count += 1;
  }
  return count;
}

function apply(draft: Draft, name: string, value: string): void {
  if (name === 'options') draft.options = readObject(value);
  else if (name === 'preset' && (value === 'recommended' || value === 'strict'))
    draft.preset = value;
  else if (name === 'versions') draft.versions = readVersions(value);
  else if (name === 'format' && value === 'yaml') draft.format = value;
  else if (name === 'expect') draft.expected.push(readExpected(value));
  else
    throw new TypeError(
      `"# ${name}: ${value}" is no directive; there are options, preset, versions, format, expect`,
    );
}

function readObject(text: string): { readonly [name: string]: unknown } {
  const { document } = parse(new Source('options', text));
  const value = document?.value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`"# options: ${text}" is no object`);
  }
  return { ...value };
}

function readVersions(text: string): readonly Version[] {
  const known = (version: string): Version => {
    const found = VERSIONS.find((item) => item === version);
    if (found === undefined)
      throw new TypeError(`"# versions: ${text}": "${version}" is no version`);
    return found;
  };
  if (text.endsWith('+')) return VERSIONS.slice(VERSIONS.indexOf(known(text.slice(0, -1))));
  return text.split(',').map((version) => known(version.trim()));
}

function readExpected(text: string): Expected {
  const [, line, message] = /^(\d+)\s+([a-zA-Z][\w-]*)$/.exec(text) ?? [];
  if (line === undefined || message === undefined) {
    throw new TypeError(`"# expect: ${text}" must read "# expect: <line> <message>"`);
  }
  return { line: Number(line), message };
}
