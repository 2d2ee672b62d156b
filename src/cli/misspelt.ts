import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { suggest } from '../rule/suggest.ts';
import { COMMANDS } from './commands.ts';
import type { Request } from './program.ts';

/** Throws a UserError where the first path is no file and looks like the name of a command: `specgate rule`. */
export function refuseMisspelt({ row, operands }: Request, cwd: string): void {
  const [word] = operands;
  if (row.isDefault !== true || word === undefined || !/^[a-z]{3,}$/i.test(word)) return;
  const near = suggest(
    word,
    COMMANDS.map(({ name }) => name),
  );
  if (near === undefined || near === word || existsSync(resolve(cwd, word))) return;
  throw new UserError(
    `"${word}" is no command, and there is no such file or folder.`,
    `Did you mean \`specgate ${near}\`?`,
  );
}
