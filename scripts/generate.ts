import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Rule } from 'specgate/rule';
import { POLICY_RULES } from '../src/policy/rules.ts';
import { findingsOf } from '../src/testing/index.ts';
import { catalogue } from './generate/catalogue.ts';
import { checksPage } from './generate/checks-page.ts';
import { cliPage } from './generate/cli-page.ts';
import { configPage } from './generate/config-page.ts';
import { type Example, exampleOf, type Find } from './generate/example.ts';
import { examplesModule } from './generate/examples.ts';
import { foundByScan } from './generate/found-by-scan.ts';
import { loadRules, ruleFiles } from './generate/load-rules.ts';
import { migratePages } from './generate/migrate-page.ts';
import { modelPage } from './generate/model-page.ts';
import { packageModule } from './generate/package-module.ts';
import { pageAssets } from './generate/page-assets.ts';
import { registry } from './generate/registry.ts';
import { type Neighbours, rulePage } from './generate/rule-page.ts';
import { schemas } from './generate/schemas.ts';
import { themePages } from './generate/theme-page.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGES = 'docs/rules';

/** Every generated file, by its path from the root. `problems` names rules whose page cannot be made. */
interface Generated {
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly string[];
}

async function generate(): Promise<Generated> {
  const { rules, problems } = await loadRules(ROOT);
  const all = [...rules, ...POLICY_RULES];
  const { examples, problems: more } = await examplesOf(rules, findingsOf);
  const { examples: policyExamples } = await examplesOf(POLICY_RULES, foundByScan);
  const everyExample = new Map([...examples, ...policyExamples]);
  const files = new Map([
    ['rules/index.ts', registry(ruleFiles(join(ROOT, 'rules')))],
    ['rules/examples.generated.ts', examplesModule(everyExample)],
    ['src/package.generated.ts', packageModule(ROOT)],
    ['docs/rules.md', catalogue(all)],
    ['docs/cli.md', cliPage()],
    ['docs/checks.md', checksPage(ROOT)],
    ['docs/config.md', configPage()],
    ['docs/model.md', modelPage()],
    ...schemas(all),
    await pageAssets(ROOT),
    ...themePages(all),
    ...migratePages(all),
  ]);
  for (const rule of all) {
    const example = everyExample.get(rule.id);
    // A rule without examples is unfinished, but the gate's own rules cannot all be shown in one description.
    if (example === undefined && rule.category !== 'policy') continue;
    files.set(`${PAGES}/${rule.id}.md`, rulePage(rule, example, neighboursOf(rule, rules)));
  }
  return { files, problems: [...problems, ...more] };
}

async function examplesOf(
  rules: readonly Rule[],
  find: Find,
): Promise<{
  readonly examples: ReadonlyMap<string, Example>;
  readonly problems: readonly string[];
}> {
  const examples = new Map<string, Example>();
  const problems: string[] = [];
  for (const rule of rules) {
    try {
      examples.set(rule.id, await exampleOf(ROOT, rule, find));
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { examples, problems };
}

function silencedBy(rule: Rule): readonly string[] {
  return [...(rule.silences?.document ?? []), ...(rule.silences?.place ?? [])];
}

function neighboursOf(rule: Rule, rules: readonly Rule[]): Neighbours {
  const known = new Set(rules.map(({ id }) => id));
  return {
    silences: silencedBy(rule).filter((id) => known.has(id)),
    silencedBy: rules.filter((other) => silencedBy(other).includes(rule.id)).map(({ id }) => id),
  };
}

/** Pages of rules that are gone. */
function orphans(): readonly string[] {
  const folder = join(ROOT, PAGES);
  const ids = ruleFiles(join(ROOT, 'rules')).map((file) => basename(file, '.ts'));
  const policyIds = POLICY_RULES.map(({ id }) => id);
  const pages = new Set([...ids, ...policyIds].map((id) => `${PAGES}/${id}.md`));
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => `${PAGES}/${name}`)
    .filter((file) => !pages.has(file));
}

function isStale(file: string, text: string): boolean {
  const path = join(ROOT, file);
  return !existsSync(path) || readFileSync(path, 'utf8') !== text;
}

function write(file: string, text: string): void {
  const path = join(ROOT, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

async function main(check: boolean): Promise<number> {
  const { files, problems } = await generate();
  const stale = [...files].filter(([file, text]) => isStale(file, text));
  const gone = orphans();
  for (const problem of problems) console.error(problem);
  if (!check) {
    for (const [file, text] of stale) write(file, text);
    for (const file of gone) rmSync(join(ROOT, file));
    console.log(`${files.size} files, ${stale.length} written, ${gone.length} deleted`);
  } else if (stale.length + gone.length > 0) {
    console.error('Stale; run `npm run generate` and commit:');
    for (const file of [...stale.map(([name]) => name), ...gone]) console.error(`  ${file}`);
    return 1;
  }
  return problems.length > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.includes('--check'));
