import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Directives, readDirectives } from './directive.ts';
import { type Expected, readMarkers } from './marker.ts';

/** A file of a fixture, with what it says must be found in it. */
export interface FixtureFile {
  /** Absolute path with `/`. */
  readonly uri: string;
  readonly text: string;
  readonly expected: readonly Expected[];
}

/** An example that a rule is tried on: one file, or a folder with an `openapi.yaml`. */
export interface Fixture {
  /** The file's or the folder's name, as `bad.yaml`. */
  readonly name: string;
  /** `bad` must be found fault with, `good` must not. */
  readonly kind: 'bad' | 'good';
  readonly root: FixtureFile;
  /** The other files of a folder. */
  readonly others: readonly FixtureFile[];
  readonly directives: Directives;
}

const ROOT_OF_FOLDER = 'openapi.yaml';
const NAME = /^(bad|good)(?:-[a-z0-9-]+)?(?:\.v2)?(?:\.yaml|\.json)?$/;

/** The fixtures in a rule's folder, sorted by name. Throws a TypeError that names the file for one that is malformed. */
export function readFixtures(folder: string): readonly Fixture[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => readFixture(join(folder, name)));
}

/** Reads one fixture. */
export function readFixture(path: string): Fixture {
  const name = basename(path);
  const kind = NAME.exec(name)?.[1];
  if (kind !== 'bad' && kind !== 'good') {
    throw new TypeError(
      `${path}: a fixture is called bad.yaml, good.yaml, bad-<case>.yaml or good-<case>.yaml`,
    );
  }
  if (!statSync(path).isDirectory()) {
    const root = readText(path);
    return { name, kind, root: root.file, others: [], directives: root.directives };
  }
  const files = filesBelow(path).map(readText);
  const root = files.find(({ file }) => file.uri === slashes(join(path, ROOT_OF_FOLDER)));
  if (root === undefined) throw new TypeError(`${path}: the folder has no ${ROOT_OF_FOLDER}`);
  const others = files.filter((file) => file !== root).map(({ file }) => file);
  return { name, kind, root: root.file, others, directives: root.directives };
}

function readText(path: string): { readonly file: FixtureFile; readonly directives: Directives } {
  const text = readFileSync(path, 'utf8');
  try {
    const directives = readDirectives(text);
    // JSON has no comments: what must be found in it stands in `x-expect`, a list of texts like those of `# expect:`.
    const expected = path.endsWith('.json')
      ? expectedInJson(text)
      : [...readMarkers(text), ...directives.expected];
    return { file: { uri: slashes(path), text, expected }, directives };
  } catch (error) {
    throw new TypeError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function expectedInJson(text: string): readonly Expected[] {
  const list = /"x-expect":\s*\[([^\]]*)\]/.exec(text)?.[1] ?? '';
  return Array.from(list.matchAll(/"(\d+) ([\w-]+)"/g), ([, line, message]) => ({
    line: Number(line),
    message: String(message),
  }));
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}
