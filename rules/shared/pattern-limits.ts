import { partsOf, type Schema } from 'specgate/rule';

/** `^https://` and a host: letters, digits, dots and hyphens, or a choice of such, before anything that may vary. */
const FIXED_HOST =
  /^\^(?:\(\?:)?https?\??:\\?\/\\?\/(?:\(\?:|\()?(?:\[[^\]]{1,60}\][+*]\\\.)?[a-z0-9-]{2,}/i;

/** Whether a pattern says where URLs may lead: scheme and host stand in it. */
export function fixesHost(schema: Schema | undefined): boolean {
  return hasPattern(schema, (pattern) => FIXED_HOST.test(pattern));
}

/** As `fixesHost`, or of each item of a list. */
export function fixesHosts(schema: Schema | undefined): boolean {
  if (schema === undefined) return false;
  return fixesHost(schema) || partsOf(schema).some(({ items }) => fixesHost(items));
}

/** `^/` and no second slash: an address on the same host. */
const RELATIVE = /^\^(?:\(\?:)?\\?\/(?!\\?\/|\.\*|\[\^)/;

/** Whether a pattern lets through only addresses on the same host, or on one that stands in it. */
export function fixesTarget(schema: Schema | undefined): boolean {
  return fixesHost(schema) || hasPattern(schema, (pattern) => RELATIVE.test(pattern));
}

/** What may match a slash, a backslash or a dot without naming it. */
const OPEN = /\\?\/|\\\\|(?<!\\)\.|\[\^|\\[SWD]/;

/** Whether a pattern holds from end to end and lets no slash, backslash or nameless dot through. */
export function fixesFileName(schema: Schema | undefined): boolean {
  return hasPattern(
    schema,
    (pattern) =>
      pattern.startsWith('^') && pattern.endsWith('$') && !OPEN.test(withoutDotsInClasses(pattern)),
  );
}

/** In a character class, a dot is a dot; names such as `a..b` lead nowhere without a slash. */
function withoutDotsInClasses(pattern: string): string {
  return pattern.replace(/\[(?!\^)(?:[^\]\\]|\\.)*\]/g, (set) => set.replaceAll('.', ''));
}

/** Nobody writes a longer one to limit a name, and reading it may take long. */
const LONGEST = 1000;

function hasPattern(schema: Schema | undefined, test: (pattern: string) => boolean): boolean {
  if (schema === undefined) return false;
  return partsOf(schema).some(
    ({ pattern }) => pattern !== undefined && pattern.length <= LONGEST && test(pattern),
  );
}
