/** The segments of a path template, without empty ones; `/v1/users:signUp` → v1, users, signUp. */
export function segmentsOf(path: string): readonly string[] {
  return path.split(SEPARATOR).filter((segment) => segment !== '');
}

/** A slash, and the colon before a custom method (`/accounts:signUp`); not the braces' own text. */
const SEPARATOR = /[/:]/;

/** Whether a segment holds a path parameter: `{id}`, `{id}.json`. */
export function isTemplated(segment: string): boolean {
  return segment.includes('{');
}

/** The segments without parameters, as written. */
export function literalsOf(path: string): readonly string[] {
  return segmentsOf(path).filter((segment) => !isTemplated(segment));
}

/** Whether a segment only leads to the API, and names nothing in it: `api`, `rest`, `v1`, `2024-01-01`. */
export function isPrefix(segment: string): boolean {
  return PREFIX.test(segment);
}

const PREFIX =
  /^(?:api|apis|rest|public|service|services|svc|web|app|gateway|v\d+(?:[._-]?\w+)?|\d+(?:\.\d+)+|\d{4}-\d{2}-\d{2})$/i;
