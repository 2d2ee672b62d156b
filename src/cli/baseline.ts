import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { type Baseline, readBaseline, writeBaseline } from '../policy/baseline.ts';
import { goneFrom } from '../scan/gone.ts';
import { gather } from '../scan/inputs.ts';
import { prepare, rootFor } from '../scan/settings.ts';
import { scan } from '../scan.ts';
import { readNow } from '../source/read.ts';
import { ALL_RULES } from './all-rules.ts';
import { pruned, renewed, without } from './baseline-entries.ts';
import { namesInBaseline } from './baseline-names.ts';
import type { Call } from './command.ts';
import { pluginsFor } from './plugins.ts';
import { printable } from './printable.ts';
import { checkOptionsOf } from './scan-options.ts';
import { writeFile } from './write-file.ts';

const ACTIONS = ['create', 'update', 'prune'] as const;
type Action = (typeof ACTIONS)[number];

const DEFAULT_FILE = '.specgate-baseline.json';
const MAX_BYTES = 100_000_000;

/** `specgate baseline create|update|prune [paths…]`: writes down what is known. */
export async function baseline(call: Call): Promise<0 | 2> {
  const { operands, flags, io } = call;
  const [word, ...paths] = operands;
  const action = ACTIONS.find((candidate) => candidate === word);
  if (action === undefined) {
    throw new UserError(
      word === undefined ? 'What shall be done is missing.' : `There is no action "${word}".`,
      `\`specgate baseline\` takes one of ${ACTIONS.join(', ')}, and then paths.`,
    );
  }
  const plugins = await pluginsFor(flags, io.cwd, flags.text('policy'));
  const options = checkOptionsOf(flags, io, plugins);
  const { settings: plain, governor } = prepare({ ...options, baseline: false }, ALL_RULES);
  const name = flags.text('baseline') || governor.ownConfig.baseline || DEFAULT_FILE;
  const file = resolve(io.cwd, name);
  const settings = { ...plain, root: rootFor(file, options) };
  if (action === 'create' && existsSync(file)) {
    throw new UserError(
      `${name} exists already.`,
      '`specgate baseline update` replaces the entries of the documents that are scanned; `prune` takes out what is mended.',
    );
  }
  const old = existsSync(file) ? readOld(file, name) : { documents: new Map() };
  const { inputs } = await gather(paths, options, governor);
  const report = await scan(inputs, settings);
  for (const failure of report.failures) {
    const line = failure.line === undefined ? '' : `:${failure.line}`;
    await io.stderr.write(printable(`${failure.uri}${line}: ${failure.message}\n`));
  }
  if (report.exitCode === 2) {
    throw new UserError(
      'The baseline was not written, since not everything could be scanned.',
      'Mend what is named above, or name only documents that can be scanned.',
    );
  }
  const nameOf = namesInBaseline(file, settings.root);
  // Whoever names paths asks about nothing else.
  const gone = action === 'prune' && paths.length === 0 ? goneFrom(old, settings.root) : [];
  const change = action === 'prune' ? pruned : renewed;
  const written = without(change(old, report, nameOf), gone);
  writeFile(file, [writeBaseline(written)]);
  await io.stdout.write(printable(summary(action, name, old, written)));
  return 0;
}

function readOld(file: string, name: string): Baseline {
  const source = readNow(file, { maxBytes: MAX_BYTES });
  if ('message' in source) throw new UserError(`${name} cannot be read: ${source.message}`);
  return readBaseline(source.text, name);
}

function summary(action: Action, name: string, old: Baseline, written: Baseline): string {
  const [before, after] = [old, written].map(
    ({ documents }) => [...documents.values()].flat().length,
  );
  const change = action === 'create' ? '' : `, ${before} before`;
  const next =
    action === 'create'
      ? `Scan with \`--baseline ${name}\`, or name it in the configuration: \`baseline: ${name}\`.\n`
      : '';
  return `${name}: ${after} known findings${change}.\n${next}`;
}
