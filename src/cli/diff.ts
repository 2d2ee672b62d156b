import { deadline } from '../deadline.ts';
import { diffJson } from '../report/diff-json.ts';
import { diffText } from '../report/diff-text.ts';
import type { Reporter, Style } from '../report/report.ts';
import { CONFIDENCES, SEVERITIES } from '../rule/severity.ts';
import { prepare } from '../scan/settings.ts';
import { ALL_RULES } from './all-rules.ts';
import { colorOf } from './color.ts';
import type { Call } from './command.ts';
import { compare } from './compare.ts';
import { exitCodeOf } from './exit-code.ts';
import { FAIL_ON_CHOICES, LISTING_FORMATS } from './option-rows.ts';
import { pluginsFor } from './plugins.ts';
import { secondsFlag } from './quantities.ts';
import { checkOptionsOf } from './scan-options.ts';
import { pairOf } from './snapshot.ts';
import { writeReports } from './write-reports.ts';

const DEFAULT_TIMEOUT = 300;

/** `specgate diff <base> [head]`: what a change adds, mends and leaves; fails for what is new. */
export async function diff(call: Call): Promise<0 | 1 | 2> {
  const { operands, flags, io } = call;
  const [base = '', head] = operands;
  const plugins = await pluginsFor(flags, io.cwd, flags.text('policy'));
  const options = {
    ...checkOptionsOf(flags, io, plugins),
    failOn: flags.one('fail-on', FAIL_ON_CHOICES),
    baseline: false as const,
    since: base,
  };
  const { settings, governor } = prepare(options, ALL_RULES);
  const seconds = secondsFlag(flags, 'timeout') ?? DEFAULT_TIMEOUT;
  const setting = { options, governor, root: settings.root, cwd: io.cwd };
  const pair = await pairOf(base, head, setting);
  const inTime = deadline(seconds * 1000, io.now);
  const comparison = await compare(pair, { ...settings, inTime });
  const isJson = flags.one('format', LISTING_FORMATS) === 'json';
  const reporter: Reporter = {
    name: isJson ? 'json' : 'text',
    about: '',
    extension: '',
    render: (_, style) => (isJson ? diffJson(comparison, style) : diffText(comparison, style)),
  };
  const file = flags.text('output');
  const destinations = [{ reporter, file }];
  const { report, failures } = comparison;
  const written = await writeReports(report, { destinations, style: styleOf(call), io });
  return written.length === destinations.length
    ? exitCodeOf({ failures, exitCode: failures.length > 0 ? 2 : report.exitCode }, flags)
    : 2;
}

function styleOf({ flags, io }: Call): Style {
  return {
    color: colorOf(flags, io.stdout, io),
    width: io.stdout.columns ?? 80,
    all: flags.has('all'),
    minSeverity: flags.one('min-severity', SEVERITIES) ?? 'info',
    minConfidence: flags.one('min-confidence', CONFIDENCES) ?? 'low',
    quiet: false,
    showSuppressed: false,
  };
}
