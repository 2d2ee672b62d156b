import { type Document, parse } from '../parse/parse.ts';
import { Source } from '../source/source.ts';
import type { Dead } from './bundle.ts';
import { absolute, type Files, filesWithin, type Read } from './files.ts';
import { identifiersOf } from './identifiers.ts';
import { isRelative, type Location, locate } from './location.ts';
import type { Fetched } from './opening.ts';
import type { ReferencePolicy } from './policy.ts';
import { splitReference } from './reference.ts';
import { refuse } from './refuse.ts';
import { fetchSource } from './remote.ts';
import { textsIn } from './texts-in.ts';

/** Bounds for one description. */
const MOST_FETCHED = 1000;
const MOST_AT_ONCE = 6;
const MOST_MILLISECONDS = 60_000;

/** The search for what has to be fetched. */
interface Search {
  readonly policy: ReferencePolicy;
  readonly files: Files;
  readonly fetched: Map<string, Read | Dead>;
  readonly wanted: Set<string>;
  readonly seen: Set<string>;
  readonly queue: { readonly document: Document; readonly path: string }[];
}

/**
 * Fetches what the references of a description, and of everything that it refers to, may lead to on allowed hosts. Which
 * texts are references is not known yet, so that one in an example may be fetched too; it is never asked for then.
 */
export async function fetchAll(root: Document, policy: ReferencePolicy): Promise<Fetched> {
  const path = absolute(policy.root, root.source.uri);
  const search: Search = {
    policy,
    files: filesWithin(policy),
    fetched: new Map(),
    wanted: new Set(),
    seen: new Set([path]),
    queue: [{ document: root, path }],
  };
  const signal = AbortSignal.timeout(MOST_MILLISECONDS);
  for (;;) {
    for (let next = search.queue.pop(); next !== undefined; next = search.queue.pop()) {
      look(search, next.document, next.path);
    }
    if (search.wanted.size === 0) return search.fetched;
    await fetchWanted(search, signal);
  }
}

function look(search: Search, document: Document, path: string): void {
  const { whole, embedded } = identifiersOf(document, path);
  for (const { text, base } of textsIn(whole, embedded)) {
    const { uri } = splitReference(text);
    if (uri === '') continue;
    const isNamed = isRelative(uri) && base.uri !== path;
    if (!isNamed || !want(search, locate(path, uri), uri)) {
      want(search, locate(base.uri, uri), uri);
    }
  }
}

/** Reads a file at once and notes an address for later. Whether it leads to a file. */
function want(search: Search, at: Location, written: string): boolean {
  const { files, seen, queue, wanted, fetched, policy } = search;
  if (at.kind === 'url') {
    const isNew = !fetched.has(at.url) && fetched.size + wanted.size < MOST_FETCHED;
    if (
      isNew &&
      isPlain(at.url, written) &&
      refuse(new URL(at.url), policy.allowedHosts) === undefined
    )
      wanted.add(at.url);
    return false;
  }
  if (at.kind !== 'file') return false;
  const settled = files.settle(at.path);
  if (settled.problem !== undefined) return false;
  if (seen.has(settled.path)) return true;
  seen.add(settled.path);
  const { document } = files.read(settled.path);
  if (document !== undefined) queue.push({ document, path: at.path });
  return true;
}

/** Whether an IP address is written as such: 2130706433, 0x7f.1 and 0177.0.0.1 are disguises of 127.0.0.1. */
function isPlain(url: string, written: string): boolean {
  const { hostname } = new URL(url);
  const isAddress = /^[\d.]+$|^\[/.test(hostname);
  return !isAddress || isRelative(written) || written.toLowerCase().includes(hostname);
}

async function fetchWanted(search: Search, signal: AbortSignal): Promise<void> {
  const { policy, fetched, wanted, queue } = search;
  const urls = [...wanted];
  wanted.clear();
  const rules = {
    allowedHosts: policy.allowedHosts,
    maxBytes: policy.maxFileSize,
    connection: policy.connection ?? {},
    signal,
  };
  const fetchNext = async (): Promise<void> => {
    for (let url = urls.pop(); url !== undefined; url = urls.pop()) {
      fetched.set(url, policy.cache?.get(url) ?? read(await fetchSource(url, rules)));
    }
  };
  const all = [...urls].sort();
  await Promise.all(Array.from({ length: MOST_AT_ONCE }, fetchNext));
  // In a fixed order, whatever came first.
  for (const url of all) {
    const result = fetched.get(url);
    if (result === undefined || 'problem' in result) continue;
    policy.cache?.set(url, result);
    if (result.document !== undefined) queue.push({ document: result.document, path: url });
  }

  function read(result: Awaited<ReturnType<typeof fetchSource>>): Read | Dead {
    if (!(result instanceof Source)) return 'problem' in result ? result : { failures: [result] };
    const { document, failures } = parse(result, policy.limits);
    return document === undefined ? { failures } : { document };
  }
}
