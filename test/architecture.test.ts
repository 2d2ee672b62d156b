import { describe, expect, test } from 'vitest';
import { type SourceFile, sourceFiles } from './source-files.ts';

/** A part imports from itself and from those before it. */
const ORDER = [
  'package',
  'home',
  'errors',
  'deadline',
  'source',
  'discover',
  'parse',
  'resolve',
  'model',
  'rule',
  'config',
  'engine',
  'testing',
  'policy',
  'report',
  'scan',
  'index',
  'cli',
];

const LONGEST_FILE = 250;
const LONGEST_RULE = 150;
/** Files that would not read better in two, and why. */
const LONG_FILES: { readonly [path: string]: string } = {
  'src/model/fields.ts': 'one table: every field of every object',
  'rules/shared/lexicons.ts': 'word lists',
  'rules/shared/gateway-signs.ts': 'tables of vendor extensions',
  'rules/shared/values/mismatch.ts': 'one comparison that calls itself',
  'rules/structure/structure-invalid.ts': 'one visit for each of the 26 kinds',
  'rules/structure/field-ignored.ts':
    'one question for each field that means nothing where it stands',
  'rules/structure/example-invalid.ts': 'one visit for each of the six places that hold examples',
  'rules/inventory/thirdparty-upstream-undeclared.ts': 'the extensions of eight gateways',
};
/** Where the library fills in what the command passes in: today's date, for waivers that expire. */
const CLOCK_FILE = 'src/scan/clock.ts';

const source = sourceFiles('src');
const rules = sourceFiles('rules');
const all = [...source, ...rules];

/** The first folder, or the file where there is none: `src/model/facts/fact.ts` is of `model`, `src/errors.ts` of `errors`. */
function partOf(path: string): string {
  return /^src\/([\w-]+)/.exec(path)?.[1] ?? '';
}

/** Where something is said, as `path: text`, in files that the list does not except. */
function occurrences(files: readonly SourceFile[], pattern: RegExp): readonly string[] {
  return files.flatMap(({ path, code }) =>
    Array.from(code.matchAll(pattern), ([text]) => `${path}: ${text.trim()}`),
  );
}

describe('imports', () => {
  test('every part of src has its place in the order', () => {
    expect(
      [...new Set(source.map(({ path }) => partOf(path)))].filter((part) => !ORDER.includes(part)),
    ).toEqual([]);
  });

  test('a part imports from itself and from those before it, types included', () => {
    const backwards = source.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target.startsWith('src/'))
        .filter(({ target }) => ORDER.indexOf(partOf(target)) > ORDER.indexOf(partOf(path)))
        .map(({ target }) => `${path} imports ${target}`),
    );
    expect(backwards).toEqual([]);
  });

  test('rules import specgate/rule and rules/shared, as a plug-in could, and nothing else', () => {
    const others = rules.flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target !== 'specgate/rule' && !target.startsWith('rules/shared/'))
        .map(({ target }) => `${path} imports ${target}`),
    );
    expect(others).toEqual([]);
  });

  test('only the command and the library entry know the registry of rules', () => {
    const knowing = source.filter(({ imports }) =>
      imports.some(({ target }) => target.startsWith('rules/')),
    );
    expect(
      knowing.map(({ path }) => path).filter((path) => !/^src\/(?:cli\/|index\.ts$)/.test(path)),
    ).toEqual([]);
  });

  test('no file needs itself to be loaded first', () => {
    expect(cycles(all)).toEqual([]);
  });
});

/** Chains of imports that survive compilation and come back to where they began. */
function cycles(files: readonly SourceFile[]): readonly string[] {
  const edges = new Map(
    files.map(({ path, imports }) => [
      path,
      imports.filter(({ isType, isRelative }) => isRelative && !isType).map(({ target }) => target),
    ]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const follow = (path: string, chain: readonly string[]): void => {
    const start = chain.indexOf(path);
    if (start !== -1) found.push([...chain.slice(start), path].join(' → '));
    if (start !== -1 || done.has(path)) return;
    for (const next of edges.get(path) ?? []) follow(next, [...chain, path]);
    done.add(path);
  };
  for (const path of edges.keys()) follow(path, []);
  return found;
}

describe('what the core may not do', () => {
  const core = all.filter(({ path }) => !path.startsWith('src/cli/'));

  test('only the command touches the process and its streams', () => {
    expect(occurrences(core, /\bprocess\.\w+|\bconsole\.\w+|\bfrom ''node:process/g)).toEqual([]);
    const imports = core.flatMap(({ path, imports }) =>
      imports.map(({ target }) => `${path} imports ${target}`),
    );
    expect(
      imports.filter((line) =>
        / imports (?:node:)?(?:process|child_process|worker_threads)$/.test(line),
      ),
    ).toEqual([]);
  });

  test('nothing depends on the clock, the locale or chance', () => {
    const clock = /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bMath\.random\b/g;
    const locale = /\btoLocale\w+|\blocaleCompare\b|\bIntl\.\w+/g;
    const timeless = core.filter(({ path }) => path !== CLOCK_FILE);
    expect([...occurrences(timeless, clock), ...occurrences(core, locale)]).toEqual([]);
  });

  test('from the model on, nothing is asynchronous', () => {
    const synchronous = /^src\/(?:model|rule|engine|policy|report)\/|^rules\//;
    expect(
      occurrences(
        all.filter(({ path }) => synchronous.test(path)),
        /\basync\b|\bawait\b|\bPromise\b/g,
      ),
    ).toEqual([]);
  });

  test('rules read no files', () => {
    expect(occurrences(rules, /\brequire\(|\bimport\(|\bfetch\(|\beval\(/g)).toEqual([]);
  });
});

/** Not `as const`, not the `as` of a mapped type, and not an object that is made readable by its keys, all still unknown. */
const CAST =
  /(?<!\bkeyof \w+ )\bas (?!const\b|\{ readonly \[key: string(?: \| number)?\]: unknown \})[\w{[(]/;

function linesWithCast(code: string): readonly number[] {
  const bare = code.replace(/^(?:import|export)\b[^;]*\bfrom\b[^;]*;/gm, (whole) =>
    whole.replace(/[^\n]/g, ''),
  );
  return bare.split('\n').flatMap((line, index) => (CAST.test(line) ? [index] : []));
}

/** A comment counts from three lines above on, so that one serves a statement of several lines. */
function castsWithoutReason({ path, text, code }: SourceFile): readonly string[] {
  const lines = text.split('\n');
  return linesWithCast(code)
    .filter((at) => !/\/\/|\*\//.test(lines.slice(Math.max(0, at - 3), at + 1).join('\n')))
    .map((at) => `${path}:${at + 1}: ${lines[at]?.trim()}`);
}

function longestFor(path: string): number {
  return /^rules\/(?!shared)/.test(path) ? LONGEST_RULE : LONGEST_FILE;
}

describe('how the code is written', () => {
  test('files stay short', () => {
    const long = all
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ path, lines }) => lines > longestFor(path))
      .filter(({ path }) => !Object.hasOwn(LONG_FILES, path));
    expect(long).toEqual([]);
  });

  test('a file that may be long is there, and long', () => {
    const stale = Object.keys(LONG_FILES).filter((path) => {
      const file = all.find((each) => each.path === path);
      return file === undefined || file.text.split('\n').length - 1 <= longestFor(path);
    });
    expect(stale).toEqual([]);
  });

  test('values are narrowed, not asserted: a cast is `as const`, or says why above it', () => {
    // The model is where unknown values become nodes; casts are its trade.
    const outside = source.filter(({ path }) => !path.startsWith('src/model/'));
    expect(outside.flatMap(castsWithoutReason)).toEqual([]);
    expect(
      rules.filter(({ path }) => path.startsWith('rules/shared/')).flatMap(castsWithoutReason),
    ).toEqual([]);
  });

  test('no rule needs a cast', () => {
    const own = rules.filter(({ path }) => !path.startsWith('rules/shared/'));
    expect(
      own.flatMap(({ path, code }) => linesWithCast(code).map((line) => `${path}:${line + 1}`)),
    ).toEqual([]);
  });

  test('no check of the compiler is switched off', () => {
    expect(all.filter(({ text }) => /@ts-/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('names say what a file holds', () => {
    const vague = /(?:^|[/-])(?:utils?|helpers?|common|misc|manager|base)(?:-|\.ts$)/;
    expect(all.map(({ path }) => path).filter((path) => vague.test(path))).toEqual([]);
    expect(
      all.map(({ path }) => path).filter((path) => !/^[a-z0-9/-]+(?:\.[a-z]+)?\.ts$/.test(path)),
    ).toEqual([]);
  });

  test('only rules have a default export', () => {
    expect(occurrences(source, /\bexport default\b/g)).toEqual([]);
    const without = rules.filter(({ path }) => !path.startsWith('rules/shared/'));
    expect(
      without
        .filter(({ code }) => !code.includes('export default defineRule('))
        .map(({ path }) => path),
    ).toEqual([]);
  });
});
