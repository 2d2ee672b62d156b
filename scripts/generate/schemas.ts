import type { Rule } from 'specgate/rule';
import { configSchema } from '../../src/config/json-schema.ts';

/** The generated files in `docs/schemas/`: what editors check a configuration against. */
export function schemas(
  rules: readonly Rule[],
): readonly (readonly [file: string, text: string])[] {
  const config = `${JSON.stringify(configSchema(rules), undefined, 2)}\n`;
  return [['docs/schemas/config.schema.json', config]];
}
