import type { TableKind } from './fields.ts';
import type { Version } from './version.ts';

/**
 * Fields that the table gives 2.0 too, and that 2.0 never writes in such an object: the model makes them of other fields
 * there, so that rules need not know the version.
 */
export const MADE_IN_V2: { readonly [K in TableKind]?: readonly string[] } = {
  Api: ['servers'],
  Operation: ['servers', 'requestBody'],
  Response: ['content'],
  SecurityScheme: ['scheme', 'flows'],
  Header: ['schema', 'required'],
  Schema: ['collectionFormat', 'allowEmptyValue'],
};

/** Whether a document of the version may have the field, as opposed to the model. */
export function isWrittenIn(version: Version, kind: TableKind, field: string): boolean {
  return version !== '2.0' || MADE_IN_V2[kind]?.includes(field) !== true;
}
