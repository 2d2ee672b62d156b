import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CATEGORIES } from 'specgate/rule';
import { loadRules, ruleFiles } from './generate/load-rules.ts';
import { badFixture, goodFixture, ruleFile } from './generate/template.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const USAGE =
  'usage: npm run new-rule <category>/<id>, as npm run new-rule transport/server-url-http';

/** Why the rule cannot be made; undefined if nothing stands in the way. */
async function refusal(category: string, id: string): Promise<string | undefined> {
  if (!Object.hasOwn(CATEGORIES, category)) {
    return `"${category}" is no category; there are ${Object.keys(CATEGORIES).join(', ')}`;
  }
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(id)) {
    return `"${id}" is no rule id: two or more words in kebab-case that name the problem, as auth-apikey-in-url`;
  }
  const taken = ruleFiles(join(ROOT, 'rules')).find((file) => file.endsWith(`/${id}.ts`));
  if (taken !== undefined) return `there is a rule "${id}" already: rules/${taken}`;
  if (existsSync(join(ROOT, 'fixtures/rules', id)))
    return `there are fixtures for "${id}" already: fixtures/rules/${id}/`;
  const { rules } = await loadRules(ROOT);
  const former = rules.find((rule) => rule.formerly?.includes(id));
  return former === undefined
    ? undefined
    : `"${id}" is the former id of "${former.id}", and ids are never reused`;
}

async function main(name: string | undefined): Promise<number> {
  const [category, id, ...rest] = (name ?? '').split('/');
  if (category === undefined || id === undefined || rest.length > 0) {
    console.error(USAGE);
    return 2;
  }
  const reason = await refusal(category, id);
  if (reason !== undefined) {
    console.error(`${reason}\n${USAGE}`);
    return 2;
  }
  const files = new Map([
    [`rules/${category}/${id}.ts`, ruleFile(category, id)],
    [`fixtures/rules/${id}/bad.yaml`, badFixture()],
    [`fixtures/rules/${id}/good.yaml`, goodFixture()],
  ]);
  for (const [file, text] of files) {
    mkdirSync(dirname(join(ROOT, file)), { recursive: true });
    writeFileSync(join(ROOT, file), text);
  }
  console.log(nextSteps(id, [...files.keys()]));
  return 0;
}

function nextSteps(id: string, files: readonly string[]): string {
  return `Written:
${files.map((file) => `  ${file}`).join('\n')}

Next:
  1. Write the fault into bad.yaml, with "# <- messageId" on each line where it must be reported,
     and what is fine into good.yaml. Swagger 2.0: bad.v2.yaml.
  2. Fill in the rule. Its test is red until it finds exactly the markers:
     npx vitest run test/rules.test.ts -t "${id} "
  3. npm run generate        writes the registry and the rule's page
  4. npm run types && npm run lint

docs/writing-rules.md says the rest; docs/model.md lists what a rule can visit.`;
}

process.exitCode = await main(process.argv[2]);
