import type { SarifStyle, Style } from '../report/report.ts';
import { CONFIDENCES, SEVERITIES } from '../rule/severity.ts';
import { colorOf } from './color.ts';
import type { Flags } from './flags.ts';
import type { Io } from './io.ts';
import { provenanceOf } from './provenance.ts';

/** How reports are to look, by the flags, the terminal and the environment. */
export function styleOf(flags: Flags, io: Io): Style {
  return {
    color: colorOf(flags, io.stdout, io),
    width: io.stdout.columns ?? 80,
    all: flags.has('all'),
    minSeverity: flags.one('min-severity', SEVERITIES) ?? 'info',
    minConfidence: flags.one('min-confidence', CONFIDENCES) ?? 'low',
    quiet: flags.has('quiet'),
    showSuppressed: flags.has('show-suppressed'),
    sarif: sarifStyle(flags, io),
  };
}

function sarifStyle(flags: Flags, { env }: Io): SarifStyle {
  const category = flags.text('sarif-category');
  const repository = provenanceOf(env);
  return {
    withSuppressed: flags.has('sarif-include-suppressed'),
    ...(category === undefined ? {} : { category }),
    ...(repository === undefined ? {} : { repository }),
  };
}
