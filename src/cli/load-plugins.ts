import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { types } from 'node:util';
import { deadline } from '../deadline.ts';
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

/** Loads plug-ins, each once. Throws a UserError for one that is not there, throws, takes too long, or is no plug-in. */
export async function loadPlugins(
  named: readonly NamedPlugin[],
  seconds = LOADING_SECONDS,
): Promise<Plugins> {
  const plugins = new Map<string, Plugin>();
  const names = new Set<string>();
  for (const { name, folders } of named) {
    const file = fileOfPlugin(name, folders);
    names.add(isPath(name) ? slashed(resolve(folders[0] ?? '.', name)) : name).add(file);
    if (!plugins.has(file)) plugins.set(file, await loadPlugin(name, { file, seconds }));
  }
  return { plugins: [...plugins.values()], pluginNames: [...names] };
}

interface Loading {
  readonly file: string;
  readonly seconds: number;
}

async function loadPlugin(name: string, loading: Loading): Promise<Plugin> {
  const value = defaultOf(await moduleOf(name, loading));
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

async function moduleOf(name: string, loading: Loading): Promise<unknown> {
  const { file, seconds } = loading;
  const loaded = await attempt(loading).catch((error: unknown) => {
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new UserError(
      `The plug-in ${name} cannot be loaded: ${what}`,
      /\.[mc]?ts$/.test(file) ? 'Node runs JavaScript: name the compiled file.' : file,
    );
  });
  if (loaded !== undefined) return loaded.value;
  throw new UserError(
    `The plug-in ${name} was stopped, as it was not loaded after ${seconds} s.`,
    `Look at what runs where its modules are loaded, in ${file}.`,
  );
}

/** What a module is, or nothing where the time is over. */
async function attempt({
  file,
  seconds,
}: Loading): Promise<{ readonly value: unknown } | undefined> {
  const load = createRequire(file);
  try {
    // Unlike import(), require() runs a module at once, so that a loop without an end can be ended.
    const done = deadline(seconds * 1000, () => performance.now())(() => load(file));
    return (
      done && {
        value: types.isModuleNamespaceObject(done.value) ? done.value : { default: done.value },
      }
    );
  } catch (error) {
    if (!cannotRequire(error)) throw error;
    return importInTime({ file, seconds });
  }
}

/** Modules that await something while they are loaded, and any ES module in Node 22 before 22.12. */
function cannotRequire(error: unknown): boolean {
  const code = memberOf(error, 'code');
  return code === 'ERR_REQUIRE_ASYNC_MODULE' || code === 'ERR_REQUIRE_ESM';
}

async function importInTime({
  file,
  seconds,
}: Loading): Promise<{ readonly value: unknown } | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, seconds * 1000, undefined);
  });
  const loaded = importModule(pathToFileURL(file).href).then((value) => ({ value }));
  try {
    return await Promise.race([loaded, late]);
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
