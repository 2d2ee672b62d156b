// What npm runs after an install in a clone, and where a package is installed from git. A release tag holds dist/, and then the
// tools that build it need not be there: npm does not install them for `npm install --global git+…`, which is how hooks install.
import { existsSync } from 'node:fs';

const isBuilt = existsSync(new URL('../dist/cli.cjs', import.meta.url));
if (canBuild() || !isBuilt) await import('./build.mjs');

function canBuild() {
  try {
    import.meta.resolve('esbuild');
    return true;
  } catch {
    return false;
  }
}
