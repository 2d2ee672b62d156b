import { Schema } from 'specgate/rule';

/** The name of the definition that a schema is, or stands in; '' for schemas of operations. */
export function definitionNameOf(schema: Schema): string {
  let at: Schema = schema;
  while (at.owner instanceof Schema) at = at.owner;
  const list = at.parent?.key;
  const isDefinition = list === 'schemas' || list === 'definitions' || list === '$defs';
  return isDefinition ? String(at.key) : '';
}
