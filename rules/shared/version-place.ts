import type { Api, Pointer } from 'specgate/rule';

/** The place of what a whole description lacks: its key `openapi` or `swagger`. */
export function versionPlace(api: Api): Pointer {
  return api.at(api.version === '2.0' ? 'swagger' : 'openapi');
}
