import type { Server } from 'specgate/rule';

/** The URL of a server with each variable replaced by its default, where it has one. */
export function substituted(server: Server): string {
  const url = server.url ?? '';
  if (!url.includes('{')) return url;
  return url.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = server.variables.get(name);
    return variable?.default ?? variable?.enum[0] ?? whole;
  });
}
