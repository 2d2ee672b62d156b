import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { VERSION } from '../package.generated.ts';
import type { Io } from './io.ts';
import { printable } from './printable.ts';
import { writeFile } from './write-file.ts';

/** `specgate init plugin <name>`: writes a plug-in that works and whose tests pass, into a new folder of that name. */
export async function initPlugin(name: string | undefined, io: Io): Promise<0> {
  if (name === undefined || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
    throw new UserError(
      name === undefined ? 'The name of the plug-in is missing.' : `"${name}" is no name.`,
      'A name is in kebab-case, as the part of its rules’ ids before "/": `specgate init plugin acme`.',
    );
  }
  const folder = resolve(io.cwd, name);
  if (existsSync(folder)) throw new UserError(`${name} exists already.`, 'Nothing was written.');
  for (const [file, text] of Object.entries(pluginFiles(name)))
    writeFile(join(folder, file), [text]);
  await io.stdout.write(
    printable(
      `${name}/ was written: a plug-in with one rule, its fixtures and its tests.\nNext: cd ${name} && npm install && npm test\nThen: specgate --plugin ./${name} openapi.yaml\n`,
    ),
  );
  return 0;
}

/** The files of a new plug-in, by path. */
export function pluginFiles(name: string): { readonly [file: string]: string } {
  const manifest = {
    name: `specgate-plugin-${name}`,
    version: '0.1.0',
    description: `Rules of ${name} for Specgate.`,
    type: 'module',
    exports: './index.js',
    files: ['index.js', 'rules'],
    scripts: { test: 'node --test' },
    peerDependencies: { specgate: `>=${VERSION}` },
    devDependencies: { specgate: `>=${VERSION}` },
  };
  return {
    'package.json': `${JSON.stringify(manifest, undefined, 2)}\n`,
    'index.js': INDEX.replaceAll('NAME', name),
    'rules/operation-owner-missing.js': RULE.replaceAll('NAME', name),
    'fixtures/operation-owner-missing/bad.yaml': BAD,
    'fixtures/operation-owner-missing/good.yaml': GOOD,
    'test/rules.test.js': TEST,
    'README.md': README.replaceAll('NAME', name),
  };
}

const INDEX = `import { definePlugin } from 'specgate/rule';
import operationOwnerMissing from './rules/operation-owner-missing.js';

export default definePlugin({
  name: 'NAME',
  rules: [operationOwnerMissing],
  presets: {
    base: {
      about: 'The recommended rules, and ours.',
      extends: ['recommended'],
      rules: { 'NAME/operation-owner-missing': 'high' },
    },
  },
});
`;

const RULE = `import { defineRule, isInbound, nameOf, texts } from 'specgate/rule';

export default defineRule({
  id: 'NAME/operation-owner-missing',
  title: 'Operation names no owner',
  category: 'inventory',
  severity: 'medium',
  confidence: 'high',
  since: '0.1.0',
  references: ['OWASP-API9:2023'],
  why: 'When an operation leaks, nobody knows whom to call.',
  fix: 'Add \`x-owner\` with the name of the team.',
  options: {
    extensions: texts('Extensions of which one has to be there.', ['x-owner']),
  },

  messages: {
    missing: 'The operation "{name}" names no owner.',
  },

  visit: {
    Operation(operation, { options, report }) {
      if (!isInbound(operation)) return;
      if (options.extensions.some((extension) => operation.has(extension))) return;
      report(operation, 'missing', { name: nameOf(operation) });
    },
  },
});
`;

const BAD = `# options: { extensions: [x-owner, x-team] }
openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /pets:
    get: # <- missing
      responses: { '200': { description: OK } }
`;

const GOOD = `openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /pets:
    get:
      x-owner: pets
      responses: { '200': { description: OK } }
`;

const TEST = `import { test } from 'node:test';
import { testRule } from 'specgate/testing';
import plugin from '../index.js';

for (const rule of plugin.rules) {
  const folder = rule.id.slice(rule.id.indexOf('/') + 1);
  testRule(rule, { fixtures: new URL(\`../fixtures/\${folder}/\`, import.meta.url), test });
}
`;

const README = `# Rules of NAME for Specgate

\`\`\`sh
npm install --save-dev specgate specgate-plugin-NAME
npx specgate --plugin specgate-plugin-NAME --preset NAME/base openapi.yaml
\`\`\`

| rule | says |
|---|---|
| \`NAME/operation-owner-missing\` | An operation names no owner. Option \`extensions\`: which ones count. |

\`npm test\` runs each rule on its fixtures: \`# <- missing\` stands on each line where that message must start.
`;
