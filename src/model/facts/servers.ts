import type { Api, Operation, Server } from '../kinds.ts';
import { fact } from './fact.ts';

/** More combinations of variables than this are not spelled out. */
const MOST_URLS = 64;
/** Longer ones are not spelled out to their end: no server takes them (RFC 9110 §4.1 asks for 8,000 characters). */
const LONGEST_URL = 10_000;

/** The servers in force: the operation's, else the path item's, else the root's. Empty where none is declared. */
export const serversOf: (operation: Operation) => readonly Server[] = fact(
  (operation: Operation) => {
    if (operation.servers.length > 0) return operation.servers;
    const shared = operation.items.find(({ servers }) => servers.length > 0);
    return shared?.servers ?? operation.api.servers;
  },
);

/** The URLs that a server stands for, each variable replaced by its default and each listed value; at most 64, cut where they are long. */
export const urlsOf: (server: Server) => readonly string[] = fact((server: Server) => {
  // What stands between braces is every second piece.
  const pieces = (server.url ?? '').split(/\{([^{}]*)\}/);
  const named = new Set(pieces.filter((_, index) => index % 2 === 1));
  const choices: { readonly name: string; readonly values: readonly string[] }[] = [];
  let count = 1;
  for (const [name, variable] of server.variables) {
    if (!named.has(name)) continue;
    const values = new Set(variable.default === undefined ? [] : [variable.default]);
    for (const value of variable.enum) values.add(value);
    if (values.size === 0) continue;
    choices.push({ name, values: [...values] });
    count = Math.min(count * values.size, MOST_URLS);
  }
  return Array.from({ length: count }, (_, index) => {
    const chosen = new Map<string, string>();
    // Digits of a number: those of the last variable change first.
    let rest = index;
    for (const { name, values } of choices.toReversed()) {
      chosen.set(name, values[rest % values.length] ?? '');
      rest = Math.floor(rest / values.length);
    }
    return joined(pieces, chosen);
  });
});

function joined(pieces: readonly string[], chosen: ReadonlyMap<string, string>): string {
  let url = '';
  for (const [index, piece] of pieces.entries()) {
    if (url.length > LONGEST_URL) break;
    url += index % 2 === 0 ? piece : (chosen.get(piece) ?? `{${piece}}`);
  }
  return url.slice(0, LONGEST_URL);
}

/** The scheme of a URL in lower case, or undefined for one that inherits it (`/v1`, `//host`). */
export function schemeOf(url: string): string | undefined {
  return /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
}

/** The host of a URL in lower case without the port; undefined for a relative one. */
export function hostOf(url: string): string | undefined {
  const host = /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/?#@]*@)?(\[[^\]/?#]*\]|[^/?#:]*)/i.exec(url)?.[1];
  return host === undefined || host === '' ? undefined : host.toLowerCase();
}

/** Whether a URL is unencrypted although the name is not this machine's. */
export function isCleartext(url: string): boolean {
  const scheme = schemeOf(url);
  return (scheme === 'http' || scheme === 'ws') && !isLocal(hostOf(url));
}

/** Whether a host is the machine itself; the address that stands for all of its own is one that servers print. */
export function isLocal(host: string | undefined): boolean {
  if (host === undefined) return false;
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    host === '[::]' ||
    host === '0.0.0.0' ||
    /^127(?:\.\d{1,3}){3}$/.test(host)
  );
}

/** Every server of the description: the root's, and those that paths and operations have of their own. */
export const allServers: (api: Api) => readonly Server[] = fact((api: Api) => {
  const found = [...api.servers];
  for (const item of api.paths.values()) {
    found.push(...item.servers);
    for (const operation of item.operations) found.push(...operation.servers);
  }
  return [...new Set(found)];
});
