import { builtinModules } from 'node:module';

/** Modules of Node that are loaded by the time a script runs; asking for them costs nothing. */
const LOADED = new Set(['assert', 'buffer', 'events', 'fs', 'module', 'path', 'url', 'util', 'vm']);

/**
 * Makes a bundle load Node's own modules at their first use. Loading child_process and crypto takes 5 ms, a sixth of bare
 * Node's start, and a scan of one file needs neither.
 */
export const lazyBuiltins = {
  name: 'lazy-builtins',
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?[a-z0-9_/]+$/ }, ({ path, namespace }) => {
      const name = path.replace(/^node:/, '');
      if (namespace === 'lazy-builtin' || !builtinModules.includes(name) || LOADED.has(name)) {
        return undefined;
      }
      return { path: name, namespace: 'lazy-builtin' };
    });
    build.onLoad({ filter: /./, namespace: 'lazy-builtin' }, async ({ path }) => ({
      loader: 'js',
      contents: lazyModule(path, Object.keys(await import(`node:${path}`))),
    }));
  },
};

function lazyModule(name, exported) {
  const names = exported.filter((key) => key !== 'default');
  return `const load = () => require(${JSON.stringify(`node:${name}`)});
for (const key of ${JSON.stringify(names)}) {
  Object.defineProperty(exports, key, { get: () => load()[key], enumerable: true });
}`;
}

/**
 * Chalk asks the terminal what colours it has as soon as it is loaded, which loads five modules of Node. The command decides
 * that itself and tells chalk, so the question is left out.
 */
export const quietChalk = {
  name: 'quiet-chalk',
  setup(build) {
    build.onResolve({ filter: /^#supports-color$/ }, ({ path }) => ({
      path,
      namespace: 'quiet-chalk',
    }));
    build.onLoad({ filter: /./, namespace: 'quiet-chalk' }, () => ({
      loader: 'js',
      contents: 'export default { stdout: false, stderr: false };',
    }));
  },
};

/** Packages that export a function with functions on it, and that most scans never call: loaded at the first call. */
const SELDOM = ['picomatch'];

export const lazyPackages = {
  name: 'lazy-packages',
  setup(build) {
    build.onResolve({ filter: /^[a-z]/ }, ({ path, namespace }) =>
      namespace !== 'lazy-package' && SELDOM.includes(path)
        ? { path, namespace: 'lazy-package' }
        : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'lazy-package' }, ({ path }) => ({
      loader: 'js',
      resolveDir: process.cwd(),
      contents: `const load = () => require(${JSON.stringify(path)});
export default new Proxy((...given) => load()(...given), { get: (_, key) => load()[key] });`,
    }));
  },
};

/** Modules that only one command reads: a bundle of their own beside the main one, loaded when it is asked for. */
export const APART = { 'examples.generated.ts': 'rules/examples.generated.ts' };

export const apart = {
  name: 'apart',
  setup(build) {
    build.onResolve({ filter: /\.generated\.ts$/ }, ({ path, kind }) => {
      const name = path.split('/').at(-1);
      if (kind === 'entry-point' || !Object.hasOwn(APART, name)) return undefined;
      return { path: `./${name.replace(/\.generated\.ts$/, '')}.cjs`, external: true };
    });
  },
};

/** Leaves importing plug-ins to a file beside the bundle: what runs from kept bytecode cannot import(). */
export const importOutside = {
  name: 'import-outside',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]cli[\\/]import-module\.ts$/ }, () => ({
      loader: 'js',
      contents: "export { importModule } from '#import';",
    }));
    build.onResolve({ filter: /^#import$/ }, () => ({ path: '../bin/import.js', external: true }));
  },
};
