import type { Pointer, Server } from 'specgate/rule';

/** The place of a server's URL; in 2.0, of the entry of `schemes` or the `host` that it comes from. */
export function urlPlace(server: Server): Pointer {
  return server.api.version === '2.0' ? server : server.at('url');
}
