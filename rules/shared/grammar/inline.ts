import type { Header, Node, Parameter, Schema } from 'specgate/rule';
import { type Problem, wrong } from './problem.ts';
import { missingProblems } from './required.ts';
import { choiceProblems, emptyProblems, oneOf } from './values.ts';

const SIMPLE_TYPES = ['string', 'number', 'integer', 'boolean', 'array'];
const FORMATS = ['csv', 'ssv', 'tsv', 'pipes'];

/** Fields of a parameter or header of 2.0 that are those of its schema. */
export const INLINE_FIELDS: ReadonlySet<string> = new Set([
  'type',
  'format',
  'items',
  'default',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'pattern',
  'maxItems',
  'minItems',
  'uniqueItems',
  'enum',
  'multipleOf',
]);

/** Whether a schema is what 2.0 writes beside the name of a parameter or header. */
export function isInlineSchema({ owner, parent, key }: Node): boolean {
  return owner !== undefined && owner.parent === parent && owner.key === key;
}

/** Whether a schema is an Items Object of 2.0, which has fewer fields. */
export function isItemsObject({ owner, parent, key }: Node): boolean {
  if (key !== 'items' || owner?.kind !== 'Schema' || parent !== owner) return false;
  return isInlineSchema(owner) || isItemsObject(owner);
}

/** What 2.0 says of a parameter that is no body, or of a header: the schema stands beside the name. */
export function inlineProblems(node: Parameter | Header): readonly Problem[] {
  const place = node.kind === 'Parameter' ? node.raw.in : 'header';
  const types = place === 'formData' ? [...SIMPLE_TYPES, 'file'] : SIMPLE_TYPES;
  const formats = place === 'query' || place === 'formData' ? [...FORMATS, 'multi'] : FORMATS;
  return [
    ...missingTypeProblems(node),
    ...typeProblems(node, types),
    ...choiceProblems(node, 'collectionFormat', formats),
    // The two kinds of node do not share their fields' types.
    ...emptyProblems(node as Node, 'enum'),
  ];
}

/** What 2.0 says of the items of such a parameter or header. */
export function itemsProblems(items: Schema): readonly Problem[] {
  const unknown = Object.keys(items.raw).filter(
    (key) =>
      !INLINE_FIELDS.has(key) &&
      key !== 'collectionFormat' &&
      key !== '$ref' &&
      !key.startsWith('x-'),
  );
  return [
    ...typeProblems(items, SIMPLE_TYPES),
    ...choiceProblems(items, 'collectionFormat', FORMATS),
    ...unknown.map((field) => ({ what: 'unknown' as const, at: items.at(field), field })),
  ];
}

function typeProblems(node: Node, types: readonly string[]): readonly Problem[] {
  const { type } = node.raw;
  if (Array.isArray(type)) return [wrong(node.at('type'), 'type', oneOf(types), type)];
  return choiceProblems(node, 'type', types);
}

/** A schema where only a body may have one is the mistake; that the type is missing follows from it. */
function missingTypeProblems(node: Parameter | Header): readonly Problem[] {
  const { in: place } = node.raw;
  if (node.kind === 'Parameter' && node.has('schema') && typeof place === 'string')
    return [{ what: 'conflict', at: node.at('schema'), field: 'schema', other: `in: ${place}` }];
  return missingProblems(node, node.raw.type === 'array' ? ['type', 'items'] : ['type']);
}
