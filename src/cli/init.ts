import { existsSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { CONFIG_NAMES } from '../config/load.ts';
import { discover } from '../discover/discover.ts';
import { repositoryRoot, slashed } from '../discover/repository.ts';
import { UserError } from '../errors.ts';
import { CONFIG_SCHEMA, docsPage } from '../home.ts';
import { DEFAULT_MAX_FILE_SIZE } from '../scan/options.ts';
import type { Call } from './command.ts';
import { initPlugin } from './init-plugin.ts';
import { printable } from './printable.ts';
import { workflowText } from './workflow.ts';
import { writeFile } from './write-file.ts';

const WORKFLOW = '.github/workflows/specgate.yml';

/** `specgate init`: writes a configuration that fits what it finds, and on request a workflow; never overwrites. */
export async function init({ operands, flags, io }: Call): Promise<0> {
  const [what, name] = operands;
  if (what === 'plugin') return initPlugin(name, io);
  if (what !== undefined) {
    throw new UserError(
      `\`specgate init\` does not write "${what}".`,
      'It writes a configuration, or with `plugin <name>` a plug-in.',
    );
  }
  const config = resolve(io.cwd, 'specgate.yaml');
  const existing = CONFIG_NAMES.map((name) => resolve(io.cwd, name)).find(existsSync);
  if (existing !== undefined) {
    throw new UserError(
      `${slashed(relative(io.cwd, existing))} exists already.`,
      'Nothing was written.',
    );
  }
  const top = repositoryRoot(io.cwd) ?? io.cwd;
  const workflow = resolve(top, WORKFLOW);
  if (flags.has('workflow') && existsSync(workflow)) {
    throw new UserError(
      `${slashed(relative(io.cwd, workflow))} exists already.`,
      'Nothing was written.',
    );
  }
  const { files } = await discover(['.'], { cwd: io.cwd, maxBytes: DEFAULT_MAX_FILE_SIZE });
  const found = files.map((file) => slashed(relative(io.cwd, file)));
  writeFile(config, [configText(found)]);
  if (flags.has('workflow')) writeFile(workflow, [workflowText(slashed(relative(top, io.cwd)))]);
  await io.stdout.write(printable(summary(found, flags.has('workflow'))));
  return 0;
}

/** More descriptions than this are named by their folders. */
const FEW = 5;

/** The paths of the descriptions, or globs of the folders that hold them. */
function includes(found: readonly string[]): readonly string[] {
  if (found.length <= FEW) return found;
  const folders = new Set(found.map((file) => dirname(file)));
  return [...folders]
    .toSorted()
    .map((folder) => (folder === '.' ? '*.{yaml,yml,json}' : `${folder}/*.{yaml,yml,json}`));
}

function configText(found: readonly string[]): string {
  const list = includes(found);
  const include =
    list.length === 0
      ? '# No description was found below this folder; name yours here.\n# include: [openapi.yaml]\n'
      : `# What \`specgate\` checks when no path is named.\ninclude:\n${list.map((path) => `  - ${JSON.stringify(path)}\n`).join('')}`;
  return `# Specgate: ${docsPage('config')}
# yaml-language-server: $schema=${CONFIG_SCHEMA}
version: 1

# recommended: few findings, nearly all true. Others: strict, owasp-api-2023, vendor.
extends: [recommended]

${include}
gate:
  # Findings of this severity or worse fail the build.
  fail-on: high
  # Get stricter month by month:
  # max: { medium: 20 }
  # min-score: 80

# Single rules, by severity or off; \`specgate rules\` lists all.
# rules:
#   array-unbounded: high
#   page-size-unbounded: { severity: high, options: { max: 500 } }

# Findings that are accepted, with a reason and a last day.
# ignore:
#   - rule: auth-missing
#     file: ${found[0] ?? 'openapi.yaml'}
#     pointer: '#/paths/~1pets/post'
#     reason: the gateway checks the key
#     expires: 2027-03-31
`;
}

function summary(found: readonly string[], hasWorkflow: boolean): string {
  const what = found.length === 1 ? basename(found[0] ?? '') : `${found.length} descriptions`;
  return [
    `specgate.yaml was written, for ${found.length === 0 ? 'no description yet' : what}.`,
    ...(hasWorkflow ? [`${WORKFLOW} was written.`] : []),
    'Next: run `specgate`, and if there is more than can be mended today, `specgate baseline create`.',
    '',
  ].join('\n');
}
