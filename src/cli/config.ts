import { resolve } from 'node:path';
import { type Config, NO_CONFIG } from '../config/config.ts';
import { configSchema } from '../config/json-schema.ts';
import { slashed } from '../discover/repository.ts';
import { UserError } from '../errors.ts';
import { configFor } from '../scan/governor.ts';
import { withPlugins } from '../scan/plugins.ts';
import { ALL_RULES } from './all-rules.ts';
import type { Call } from './command.ts';
import { pluginsFor } from './plugins.ts';
import { printConfig } from './print-config.ts';
import { printable } from './printable.ts';

const ACTIONS = ['print', 'validate', 'schema'] as const;

/** `specgate config print|validate|schema [path]`: what holds, whether it is right, and what may stand in it. */
export async function config({ operands, flags, io }: Call): Promise<0> {
  const [word = 'print', path = '.', ...rest] = operands;
  const action = ACTIONS.find((candidate) => candidate === word);
  if (action === undefined || rest.length > 0) {
    throw new UserError(
      action === undefined ? `There is no action "${word}".` : 'One path is enough.',
      `\`specgate config\` takes one of ${ACTIONS.join(', ')}, and then a file or folder.`,
    );
  }
  const plugins = await pluginsFor(flags, io.cwd, flags.text('policy'));
  if (action === 'schema') {
    const rules = withPlugins(ALL_RULES, plugins.plugins);
    await io.stdout.write(`${JSON.stringify(configSchema(rules), undefined, 2)}\n`);
    return 0;
  }
  const options = {
    cwd: io.cwd,
    config: flags.text('config'),
    policy: flags.text('policy'),
    ...plugins,
  };
  const found = configFor(slashed(resolve(io.cwd, path)), options, ALL_RULES);
  const text = action === 'print' ? printConfig(found, io.cwd) : validated(found, io.cwd);
  await io.stdout.write(printable(text));
  return 0;
}

function validated(found: Config, cwd: string): string {
  if (found === NO_CONFIG) return 'There is no configuration here; the preset recommended holds.\n';
  const names = found.sources.map(({ uri }) => shown(uri, cwd));
  return `${names.join(', ')}: no mistakes.\n`;
}

function shown(uri: string, cwd: string): string {
  const base = `${slashed(cwd)}/`;
  return uri.startsWith(base) ? uri.slice(base.length) : uri;
}
