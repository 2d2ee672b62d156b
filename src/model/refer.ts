import type { Building } from './building.ts';
import { type Api, type PlainKind, Reference } from './kinds.ts';
import type { Raw, Standing } from './node.ts';

/** Keys that say nothing about what a reference leads to. */
const ANNOTATIONS = new Set(['$ref', 'summary', 'description', '$comment']);

/**
 * Whether an object with `$ref` is nothing but the reference. Siblings are ignored up to 3.0 (OpenAPI 3.0.4
 * §4.8.23.1), and of Reference Objects always; beside the `$ref` of a 3.1 schema or of a path item, they count.
 */
export function isPureReference(raw: Raw, kind: PlainKind, api: Api): boolean {
  if (raw.$ref === undefined || typeof raw !== 'object' || !Object.hasOwn(raw, '$ref'))
    return false;
  const siblingsCount =
    kind === 'PathItem' || kind === 'Webhook' || (kind === 'Schema' && !api.hasOldSchemas);
  if (!siblingsCount) return true;
  for (const key in raw) if (!ANNOTATIONS.has(key) && !isExtension(key)) return false;
  return true;
}

/** Makes a reference to a kind of node, to be followed when all of the description has been walked. */
export function refer(
  building: Building,
  kind: PlainKind,
  raw: Raw,
  standing: Standing,
  text: unknown = raw.$ref,
): Reference {
  const made = new Reference(
    standing,
    raw,
    building.api,
    // What a webhook refers to is a path item, which has the same fields: one node, however it is used.
    kind === 'Webhook' ? 'PathItem' : kind,
    typeof text === 'string' ? text : '',
  );
  if (typeof text !== 'string' || text === '') {
    made.problem = 'malformed';
    made.reason = text === '' ? 'it is empty' : 'it is not a text';
  }
  building.nodes.Reference.push(made);
  building.pending.push(made);
  return made;
}

/** Whether a key is the name of a vendor extension. */
export function isExtension(key: string): boolean {
  return key.charCodeAt(0) === 120 && key.charCodeAt(1) === 45;
}
