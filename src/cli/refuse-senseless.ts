import { UserError } from '../errors.ts';
import { listed } from './flags.ts';
import type { OptionRow } from './option.ts';
import type { Request } from './program.ts';

/**
 * Refuses paths and values of options that are empty, as where a variable of a pipeline is not set: the folder would be
 * scanned instead of a file, or the usual preset hold instead of a strict one. Refuses options that contradict each other.
 */
export function refuseSenseless({ row, operands, given }: Request): void {
  if (operands.some((operand) => operand.trim() === '')) {
    throw new UserError('A path is empty.', 'Leave it out, or see why the variable has no value.');
  }
  if (given.has('config') && given.has('no-config')) {
    throw new UserError('--config names a configuration, and --no-config wants none.');
  }
  for (const option of row.options) {
    if (!(given.get(option.name) ?? []).some((value) => isBlank(value, option))) continue;
    throw new UserError(
      `--${option.name} was given an empty value.`,
      'Leave the option out, or see why the variable has no value.',
    );
  }
}

function isBlank(value: string, { argument, many }: OptionRow): boolean {
  if (argument === undefined) return false;
  return many === 'commas' ? listed(value).length === 0 : value.trim() === '';
}
