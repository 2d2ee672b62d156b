import { type Node, partsOf, type Schema } from 'specgate/rule';

/** Extensions by which authors say how sensitive a field is. */
export const SENSITIVITY_EXTENSIONS = [
  'x-sensitive',
  'x-sensitivity',
  'x-pii',
  'x-data-classification',
  'x-classification',
  'x-42c-sensitivity',
  'x-ms-secret',
  'x-gdpr',
  'x-phi',
  'x-pci',
] as const;

/** Whether a field, what it refers to, or the object that it belongs to is marked with one of the extensions. */
export function isClassified(
  owner: Schema,
  property: Schema,
  extensions: readonly string[] = SENSITIVITY_EXTENSIONS,
): boolean {
  const hasAny = (node: Node) => extensions.some((extension) => node.has(extension));
  return hasAny(owner) || partsOf(property).some(hasAny);
}
