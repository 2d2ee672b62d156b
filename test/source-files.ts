import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** An import as it is written. */
export interface Import {
  /** The file from the root, as `src/errors.ts`, or a package's name. */
  readonly target: string;
  /** Whether the compiler leaves it out. */
  readonly isType: boolean;
  readonly isRelative: boolean;
}

/** A TypeScript file of the project. */
export interface SourceFile {
  /** From the root, with `/`. */
  readonly path: string;
  readonly text: string;
  /** The text without comments and without what stands in quotes; its lines are those of the text. */
  readonly code: string;
  readonly imports: readonly Import[];
}

/** Every TypeScript file below a folder of the project, generated ones left out. */
export function sourceFiles(folder: string): readonly SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter(
      (path) => path.endsWith('.ts') && !path.includes('.generated.') && path !== 'rules/index.ts',
    )
    .toSorted()
    .map(read);
}

function read(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const commentless = text.replace(COMMENT_OR_TEXT, (whole) =>
    whole.startsWith('/') ? blank(whole) : whole,
  );
  const code = commentless.replace(COMMENT_OR_TEXT, (whole) => `'${blank(whole)}'`);
  return { path, text, code, imports: importsOf(path, commentless) };
}

/** Line breaks stay, so that lines keep their numbers. */
function blank(text: string): string {
  return text.replace(/[^\n]/g, '');
}

const COMMENT_OR_TEXT =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
const FROM = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
const DYNAMIC = /\bimport\('([^']+)'\)/g;

function importsOf(path: string, text: string): readonly Import[] {
  const fixed = Array.from(text.matchAll(FROM), ([, type, name = '']) => ({
    name,
    isType: type !== undefined,
  }));
  const dynamic = Array.from(text.matchAll(DYNAMIC), ([, name = '']) => ({ name, isType: false }));
  return [...fixed, ...dynamic].map(({ name, isType }) => {
    const isRelative = name.startsWith('.');
    const target = isRelative ? join(dirname(path), name).replaceAll('\\', '/') : name;
    return { target, isType, isRelative };
  });
}
