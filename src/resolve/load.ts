import { posix } from 'node:path';
import type { Failure } from '../errors.ts';
import type { Base, Dead } from './bundle.ts';
import { nameOf } from './identifiers.ts';
import { isRelative, isUri, locate } from './location.ts';
import { enter, type Opening } from './opening.ts';
import { DEFAULT_BOUNDS } from './policy.ts';
import { refuse } from './refuse.ts';

/** What a reference up to its `#` leads to. Files are read here, each once. */
export function load(opening: Opening, base: Base, uri: string): Base | Dead {
  if (opening.entries.get(base.document.source)?.path !== base.uri) return find(opening, base, uri);
  // The same text leads to the same place from every file of a folder.
  const folder = base.uri.slice(0, base.uri.lastIndexOf('/'));
  let fromFolder = opening.folders.get(folder);
  if (fromFolder === undefined) {
    fromFolder = new Map();
    opening.folders.set(folder, fromFolder);
  }
  const known = fromFolder.get(uri);
  if (known !== undefined) return known;
  const found = find(opening, base, uri);
  // What a file that is read later calls itself may be what is meant.
  if (found.problem === undefined || found.address === undefined) fromFolder.set(uri, found);
  return found;
}

function find(opening: Opening, base: Base, uri: string): Base | Dead {
  const at = locate(base.uri, uri);
  if (at.problem !== undefined) return at;
  const named = opening.known.get(at.kind === 'file' ? at.path : at.url);
  if (named !== undefined) return named;
  if (at.kind === 'url') {
    return (
      loadBeside(opening, base, uri) ?? loadNamed(opening, base, at.url) ?? loadUrl(opening, at.url)
    );
  }
  const found = loadFile(opening, at.path);
  const isNowhere = found.problem === 'unresolved' || found.problem === 'escape';
  return isNowhere ? (loadBeside(opening, base, uri) ?? found) : found;
}

/**
 * What lies in the folder of the document that refers to it. Documents that give themselves a name on the web mostly lie
 * beside each other in a checkout as well, and what is there need not be fetched.
 */
function loadBeside(opening: Opening, base: Base, uri: string): Base | undefined {
  const path = opening.entries.get(base.document.source)?.path;
  if (path === undefined || path === base.uri || !isRelative(uri)) return undefined;
  const at = locate(path, uri);
  if (at.kind !== 'file') return undefined;
  const found = loadFile(opening, at.path);
  return found.problem === undefined ? found : undefined;
}

/**
 * What calls itself by an address and lies, seen from the document that refers to it, where their names say: schemas with an
 * `$id` on the web refer to each other by it, and are kept in one folder.
 */
function loadNamed(opening: Opening, base: Base, url: string): Base | undefined {
  const entry = opening.entries.get(base.document.source);
  if (entry === undefined || !isUri(entry.whole.uri) || isUri(entry.path)) return undefined;
  const [own, other] = [new URL(entry.whole.uri), new URL(url)];
  if (own.origin === 'null' || own.origin !== other.origin) return undefined;
  const at = locate(entry.path, posix.relative(posix.dirname(own.pathname), other.pathname));
  if (at.kind !== 'file' || nameAt(opening, at.path) !== url) return undefined;
  const found = loadFile(opening, at.path);
  return found.problem === undefined ? found : undefined;
}

/** What a file calls itself, which is not part of the description yet. */
function nameAt({ files }: Opening, path: string): string | undefined {
  const settled = files.settle(path);
  const document = settled.problem === undefined ? files.read(settled.path).document : undefined;
  return document === undefined ? undefined : nameOf(document, path);
}

function loadFile(opening: Opening, path: string): Base | Dead {
  const settled = opening.files.settle(path);
  if (settled.problem !== undefined) return settled;
  const known = opening.known.get(settled.path);
  if (known !== undefined) return known;
  const excess = excessOf(opening);
  const { document, failures } =
    excess === undefined ? opening.files.read(settled.path) : { failures: [excess] };
  if (document === undefined) {
    if (excess === undefined || !opening.failures.some(({ message }) => message === excess.message))
      opening.failures.push(...failures);
    const dead: Dead = { problem: 'unreadable', reason: 'the file could not be read' };
    opening.known.set(settled.path, dead);
    return dead;
  }
  const entered = enter(opening, document, path);
  opening.known.set(settled.path, entered);
  return entered;
}

/** Why no further file is read. */
function excessOf({ documents, characters, root, policy }: Opening): Failure | undefined {
  const { uri } = root.source;
  const bounds = policy.bounds ?? DEFAULT_BOUNDS;
  const excess = (what: string): Failure => {
    return { uri, message: `It refers to more than ${what}; the rest was not read.` };
  };
  if (documents.length > bounds.files) return excess(`${bounds.files} files`);
  if (characters > bounds.characters) return excess(`${bounds.characters} characters`);
  return undefined;
}

function loadUrl(opening: Opening, url: string): Base | Dead {
  const fetched = opening.fetched.get(url);
  if (fetched === undefined) return { ...refusal(opening, url), address: url };
  if ('problem' in fetched) return { ...fetched, address: url };
  if (fetched.document === undefined) {
    opening.failures.push(...fetched.failures);
    const dead: Dead = {
      problem: 'unreadable',
      reason: 'what was fetched could not be read',
      address: url,
    };
    opening.known.set(url, dead);
    return dead;
  }
  return enter(opening, fetched.document, url);
}

function refusal({ policy }: Opening, url: string): Dead {
  if (/^(?:urn|tag):/.test(url)) {
    return { problem: 'unresolved', reason: 'nothing in the description has this identifier' };
  }
  if (policy.mode !== 'remote') {
    return { problem: 'remote', reason: 'nothing is fetched from the network' };
  }
  const reason = refuse(new URL(url), policy.allowedHosts) ?? 'it was not fetched';
  return { problem: 'remote', reason };
}
