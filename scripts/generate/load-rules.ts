import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Rule } from 'specgate/rule';

/** The rules that could be loaded, sorted by id, and one sentence for each file that could not. */
export interface LoadedRules {
  readonly rules: readonly Rule[];
  readonly problems: readonly string[];
}

/** Every rule in `rules/<category>/`. A file that is broken does not keep the others from being loaded. */
export async function loadRules(root: string): Promise<LoadedRules> {
  const files = ruleFiles(join(root, 'rules'));
  const settled = await Promise.allSettled(files.map((file) => loadRule(root, file)));
  const rules = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const problems = settled.flatMap((result, index) =>
    result.status === 'rejected' ? [`rules/${files[index]}: ${String(result.reason)}`] : [],
  );
  return { rules: rules.sort((a, b) => (a.id < b.id ? -1 : 1)), problems };
}

/** The files that declare rules, relative to the folder; `shared` holds what several of them need. */
export function ruleFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
    .flatMap((category) =>
      readdirSync(join(folder, category.name)).map((name) => `${category.name}/${name}`),
    )
    .filter((file) => file.endsWith('.ts'))
    .sort();
}

/** The default export of a rule file. Throws a TypeError where that is no rule. */
export async function loadRule(root: string, file: string): Promise<Rule> {
  const loaded: { readonly default?: Rule } = await import(
    pathToFileURL(join(root, 'rules', file)).href
  );
  if (typeof loaded.default?.id !== 'string') throw new TypeError('the default export is no rule');
  return loaded.default;
}
