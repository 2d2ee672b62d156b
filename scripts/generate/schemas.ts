import type { Rule } from 'specgate/rule';

/** The generated files in `docs/schemas/`. */
export async function schemas(
  _rules: readonly Rule[],
): Promise<readonly (readonly [file: string, text: string])[]> {
  return [];
}
