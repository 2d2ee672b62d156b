import { partsOf, type Schema } from 'specgate/rule';

const SAYS =
  /\b(?:mask(?:ed|s)?|redacted|obfuscated|truncated|tokeni[sz]ed|never returned|not returned|write[- ]only|omitted|last (?:four|4))\b/i;
const STARS = /^(?:\*|x|•|\.){3,}$|[*•]{2,}|X{4,}|x{4,}/;

/** Whether a description says that the value is masked or left out, or an example shows it so. */
export function isMasked(property: Schema): boolean {
  return partsOf(property).some(
    ({ description, example, pattern }) =>
      (description !== undefined && SAYS.test(description)) ||
      (typeof example === 'string' && STARS.test(example)) ||
      (pattern !== undefined && /\\\*|X\{|X+/.test(pattern)),
  );
}
