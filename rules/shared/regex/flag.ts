/** The flag with which a pattern compiles, `u` if it can (JSON Schema 2020-12 §6.4); undefined if with none. */
export function flagOf(pattern: string): 'u' | '' | undefined {
  const known = flags.get(pattern);
  if (known !== undefined) return known.flag;
  const flag =
    fault(pattern, 'u') === undefined ? 'u' : fault(pattern, '') === undefined ? '' : undefined;
  if (flags.size < MOST_FLAGS) flags.set(pattern, { flag });
  return flag;
}

/** Several rules ask about the same patterns. */
const flags = new Map<string, { readonly flag: 'u' | '' | undefined }>();
const MOST_FLAGS = 10_000;

/** Why a pattern does not compile with a flag, in the engine's words: "unterminated group". */
export function problemOf(pattern: string, flag: 'u' | ''): string {
  const message = fault(pattern, flag) ?? 'it does';
  const reason = message.slice(message.lastIndexOf(': ') + 1).trim();
  return reason.charAt(0).toLowerCase() + reason.slice(1);
}

/** Compiles the pattern and never runs it. */
function fault(pattern: string, flag: 'u' | ''): string | undefined {
  try {
    new RegExp(pattern, flag);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
