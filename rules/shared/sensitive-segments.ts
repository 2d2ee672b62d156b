import { isTemplated, segmentsOf } from './segments.ts';

/** Segments of paths below which people administer. */
export const ADMIN_SEGMENTS = [
  'admin',
  'admins',
  'administration',
  'administrator',
  'superuser',
  'sudo',
  'backoffice',
  'back-office',
  'internal',
  '_internal',
  'console',
] as const;

/**
 * Segments of paths that frameworks give to their debugging aids. Not among them: `trace` (of parcels and networks),
 * `env` (environments of the API's own), `metrics` and `health` (decided with each deployment).
 */
export const DEBUG_SEGMENTS = [
  'debug',
  '_debug',
  'actuator',
  'heapdump',
  'threaddump',
  'jolokia',
  'h2-console',
  'phpinfo',
  'phpinfo.php',
  'server-status',
  'server-info',
  'graphiql',
  'playground',
  'swagger-ui',
  'swagger-ui.html',
  'swagger-resources',
  '.env',
  'pprof',
  '_profiler',
  'elmah.axd',
] as const;

/** Of these, the pages that show a description of the API and nothing else. */
const PAGES: ReadonlySet<string> = new Set([
  'graphiql',
  'playground',
  'swagger-ui',
  'swagger-ui.html',
  'swagger-resources',
]);

/** The debugging aids that show or change the inside of the server. */
export const INNER_SEGMENTS: readonly string[] = DEBUG_SEGMENTS.filter(
  (segment) => !PAGES.has(segment),
);

/** The segment of a path that is one of these words, whatever its case; parameters do not count. */
export function segmentIn(path: string, words: readonly string[]): string | undefined {
  return segmentsOf(path).find(
    (segment) => !isTemplated(segment) && words.includes(segment.toLowerCase()),
  );
}
