import type { Api, Operation, Server } from '../kinds.ts';
import { fact } from './fact.ts';

/** More combinations of variables than this are not spelled out. */
const MOST_URLS = 64;

/** The servers in force: the operation's, else the path item's, else the root's. Empty where none is declared. */
export const serversOf: (operation: Operation) => readonly Server[] = fact(
  (operation: Operation) => {
    if (operation.servers.length > 0) return operation.servers;
    const shared = operation.items.find(({ servers }) => servers.length > 0);
    return shared?.servers ?? operation.api.servers;
  },
);

/** The URLs that a server stands for, each variable replaced by its default and each listed value; at most 64. */
export const urlsOf: (server: Server) => readonly string[] = fact((server: Server) => {
  let urls = [server.url ?? ''];
  for (const [name, variable] of server.variables) {
    const placeholder = `{${name}}`;
    if (!urls.some((url) => url.includes(placeholder))) continue;
    const values = new Set([
      ...(variable.default === undefined ? [] : [variable.default]),
      ...variable.enum,
    ]);
    if (values.size === 0) continue;
    urls = urls
      .flatMap((url) => [...values].map((value) => url.replaceAll(placeholder, value)))
      .slice(0, MOST_URLS);
  }
  return urls;
});

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
