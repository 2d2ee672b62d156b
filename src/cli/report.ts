import { resolve } from 'node:path';
import { repositoryRoot, slashed } from '../discover/repository.ts';
import { UserError } from '../errors.ts';
import { VERSION } from '../package.generated.ts';
import { judgeGate, judgeGates } from '../policy/gate.ts';
import { scoreOf } from '../policy/score.ts';
import type { Gate } from '../policy/verdict.ts';
import { digestOf } from '../report/digest.ts';
import { isUrl } from '../report/paths.ts';
import type { Report } from '../report/report.ts';
import { merge, type Surroundings } from '../report/restore.ts';
import { readSaved, type SavedReport } from '../report/saved.ts';
import type { Rule } from '../rule/rule.ts';
import { type Governor, governor } from '../scan/governor.ts';
import { DEFAULT_MAX_FILE_SIZE } from '../scan/options.ts';
import { withPlugins } from '../scan/plugins.ts';
import { readNow } from '../source/read.ts';
import { Source } from '../source/source.ts';
import { ALL_RULES } from './all-rules.ts';
import type { Call } from './command.ts';
import { exitCodeOf } from './exit-code.ts';
import { FAIL_ON_CHOICES } from './option-rows.ts';
import { destinationsOf } from './outputs.ts';
import { pluginsFor } from './plugins.ts';
import { say } from './say.ts';
import { styleOf } from './style.ts';
import { writeReports } from './write-reports.ts';

const MAX_BYTES = 1_000_000_000;

/** `specgate report <results.json…>`: merges saved results, judges them by the gate, and writes them in any format. */
export async function report({ operands, flags, io }: Call): Promise<0 | 1 | 2> {
  const destinations = destinationsOf(flags);
  const style = styleOf(flags, io);
  const plugins = await pluginsFor(flags, io.cwd, flags.text('policy'));
  const govern = governor(
    {
      ...plugins,
      cwd: io.cwd,
      config: flags.has('no-config') ? false : flags.text('config'),
      policy: flags.text('policy'),
      failOn: flags.one('fail-on', FAIL_ON_CHOICES),
    },
    ALL_RULES,
  );
  const saved = operands.map((name) => readSaved(textOf(name, io.cwd), name));
  const around = surroundings(saved, withPlugins(ALL_RULES, plugins.plugins), slashed(io.cwd));
  const merged = reportOf(saved, govern, around);
  const written = await writeReports(merged, { destinations, style, io });
  await say(merged, { destinations: written, isQuiet: flags.has('quiet'), io });
  return written.length === destinations.length ? exitCodeOf(merged, flags) : 2;
}

function textOf(name: string, cwd: string): string {
  const source = readNow(resolve(cwd, name), { maxBytes: MAX_BYTES });
  if (source instanceof Source) return source.text;
  throw new UserError(`${name} cannot be read: ${source.message}`);
}

function reportOf(saved: readonly SavedReport[], govern: Governor, around: Around): Report {
  const { cwd } = around;
  const { categories, ...merged } = merge(saved, around);
  const { results, documents, failures } = merged;
  const operations = documents.reduce((sum, each) => sum + each.operations, 0);
  const gate = gateOf(merged, govern);
  const isIncomplete = failures.length > 0 || saved.some(({ exitCode }) => exitCode >= 2);
  return {
    ...merged,
    places: results,
    loosenings: withOwn(merged.loosenings, govern),
    gate,
    score: scoreOf(results, operations, categories),
    tool: { name: 'Specgate', version: VERSION },
    base: cwd,
    root: slashed(repositoryRoot(cwd) ?? cwd),
    exitCode: isIncomplete ? 2 : gate.passed ? 0 : 1,
  };
}

/** Each description is judged by the configuration that holds for it here, as a scan would; what belongs to none, by the folder's. */
function gateOf(
  { results, documents }: Pick<Report, 'results' | 'documents'>,
  govern: Governor,
): Gate {
  const limitsOf = (uri: string | undefined) =>
    uri === undefined || !known.has(uri) ? govern.own.gate : govern.of(uri).gate;
  const known = new Set(documents.map(({ uri }) => uri).filter((uri) => !isUrl(uri)));
  const descriptions = documents.map(({ uri, operations }) => ({
    limits: limitsOf(uri),
    operations,
  }));
  return (
    judgeGates(results, descriptions, ({ finding }) => limitsOf(finding.api?.source.uri)) ??
    judgeGate([], govern.own.gate, 0)
  );
}

/** What loosened the scans, and what loosens the gate now. */
function withOwn(loosenings: Report['loosenings'], govern: Governor): Report['loosenings'] {
  const known = new Set(loosenings.map(({ what, file }) => `${what}\n${file}`));
  const own = govern.loosenings().filter(({ what, file }) => !known.has(`${what}\n${file}`));
  return [...loosenings, ...own];
}

interface Around extends Surroundings {
  readonly cwd: string;
}

/** Files are read again, and shown only where they are still what was scanned. */
function surroundings(saved: readonly SavedReport[], rules: readonly Rule[], cwd: string): Around {
  const digests = new Map(
    saved.flatMap((each) => each.sources).map(({ path, digest }) => [path, digest]),
  );
  const uriOf = (path: string) => (isUrl(path) ? path : slashed(resolve(cwd, path)));
  const sources = new Map<string, Source>();
  const read = (path: string): Source => {
    const uri = uriOf(path);
    const digest = digests.get(path);
    const file =
      digest === undefined || isUrl(path)
        ? undefined
        : readNow(uri, { maxBytes: DEFAULT_MAX_FILE_SIZE });
    const isSame = file instanceof Source && digestOf(file.text) === digest;
    return isSame ? file : new Source(uri, '');
  };
  return {
    cwd,
    rules,
    uriOf,
    sourceOf(path) {
      const source = sources.get(path) ?? read(path);
      sources.set(path, source);
      return source;
    },
  };
}
