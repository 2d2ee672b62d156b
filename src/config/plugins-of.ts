import { dirname, resolve } from 'node:path';
import { parse } from '../parse/parse.ts';
import { readNow } from '../source/read.ts';
import { listAt } from './list-at.ts';
import { pluginName } from './merge.ts';

const MAX_BYTES = 5_000_000;

/**
 * The plug-ins that a configuration and the files that it extends name: packages by name, files by absolute path. Tells
 * nothing of mistakes: the configuration is read again, and judged, once the plug-ins are there.
 */
export function pluginsOf(path: string, seen: readonly string[] = []): readonly string[] {
  if (seen.includes(path)) return [];
  const source = readNow(path, { maxBytes: MAX_BYTES });
  const written = 'message' in source ? undefined : parse(source).document?.value;
  const folder = dirname(path);
  const own = texts(written, 'plugins').map((name) => pluginName(name, folder));
  const files = texts(written, 'extends').filter((entry) => /[./]/.test(entry));
  const inherited = files.flatMap((entry) => pluginsOf(resolve(folder, entry), [...seen, path]));
  return [...new Set([...inherited, ...own])];
}

function texts(written: unknown, key: string): readonly string[] {
  return listAt(written, key).filter((item) => typeof item === 'string');
}
