import type { Rule } from '../rule/rule.ts';
import { governor } from '../scan/governor.ts';
import type { ScanOptions } from '../scan/options.ts';
import { ALL_RULES } from './all-rules.ts';
import type { Call } from './command.ts';
import type { Plugins } from './plugins.ts';

/**
 * The checks that the configuration of this folder and the policy declare, as a scan would ask them. Throws a UserError for a
 * configuration that is wrong, or that needs a plug-in which nobody named.
 */
export function declaredRules({ flags, io }: Call, plugins: Plugins): readonly Rule[] {
  const options: ScanOptions = {
    ...plugins,
    cwd: io.cwd,
    config: flags.has('no-config') ? false : flags.text('config'),
    policy: flags.text('policy'),
  };
  return governor(options, ALL_RULES).own.checks;
}
