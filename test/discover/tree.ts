import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A symbolic link in a tree, by what it leads to. */
export interface LinkTo {
  readonly link: string;
}

/** Files by their paths. */
export interface Tree {
  readonly [path: string]: string | Uint8Array | LinkTo;
}

/** Writes a tree into a temporary folder that is deleted after the test, and gives its absolute path. */
export function plant(tree: Tree): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'specgate-tree-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(tree)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    if (typeof content === 'object' && 'link' in content) symlinkSync(content.link, file);
    else writeFileSync(file, content);
  }
  return root;
}

/** The smallest description. */
export const SPEC = 'openapi: 3.1.0\ninfo: { title: Shop, version: "1" }\npaths: {}\n';
