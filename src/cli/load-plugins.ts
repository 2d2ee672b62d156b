import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { slashed } from '../discover/repository.ts';
import { UserError } from '../errors.ts';
import { docsPage } from '../home.ts';
import { type Plugin, problemsOfPlugin } from '../rule/plugin.ts';
import { importModule } from './import-module.ts';
import type { Plugins } from './plugins.ts';
import { fileOfPlugin, isPath } from './resolve-plugin.ts';

/** A plug-in as it is named, and the folders from which packages are looked for, the nearest first. */
export interface NamedPlugin {
  readonly name: string;
  readonly folders: readonly string[];
}

/** How long the code of a plug-in may take to load. */
const LOADING_SECONDS = 10;

/** Loads plug-ins, each once. Throws a UserError for one that is not there, that throws, or that is no plug-in. */
export async function loadPlugins(named: readonly NamedPlugin[]): Promise<Plugins> {
  const plugins = new Map<string, Plugin>();
  const names = new Set<string>();
  for (const { name, folders } of named) {
    const file = fileOfPlugin(name, folders);
    names.add(isPath(name) ? slashed(resolve(folders[0] ?? '.', name)) : name).add(file);
    if (!plugins.has(file)) plugins.set(file, await loadPlugin(name, file));
  }
  return { plugins: [...plugins.values()], pluginNames: [...names] };
}

async function loadPlugin(name: string, file: string): Promise<Plugin> {
  const value = defaultOf(await importNow(name, file));
  const problems = problemsOfPlugin(value);
  if (problems.length > 0) {
    throw new UserError(
      `The plug-in ${name} is wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
      `Its default export has to be \`{ name, rules }\`; see ${docsPage('plugins')}.`,
    );
  }
  // Every part that the engine touches was checked just now.
  return value as Plugin;
}

async function importNow(name: string, file: string): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`it was not loaded after ${LOADING_SECONDS} s`)),
      LOADING_SECONDS * 1000,
    );
  });
  try {
    return await Promise.race([importModule(pathToFileURL(file).href), late]);
  } catch (error) {
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new UserError(
      `The plug-in ${name} cannot be loaded: ${what}`,
      /\.[mc]?ts$/.test(file) ? 'Node runs JavaScript: name the compiled file.' : file,
    );
  } finally {
    clearTimeout(timer);
  }
}

/** The default export, also of a package that was compiled to CommonJS. */
function defaultOf(module: unknown): unknown {
  const value = memberOf(module, 'default');
  return memberOf(value, '__esModule') === true ? memberOf(value, 'default') : value;
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
