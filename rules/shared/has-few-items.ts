import { Parameter, partsOf, type Schema } from 'specgate/rule';

/** Whether a schema limits how many items an array has, in one way or another. */
export function hasFewItems(part: Schema): boolean {
  return (
    part.maxItems !== undefined ||
    part.values !== undefined ||
    isTuple(part) ||
    isChoice(part) ||
    isShortList(part)
  );
}

/** A list of positions with nothing after them. */
function isTuple({ prefixItems, items, unevaluatedItems }: Schema): boolean {
  return (
    prefixItems.length > 0 && (items?.boolean === false || unevaluatedItems?.boolean === false)
  );
}

/** Each of a few values at most once. */
function isChoice({ uniqueItems, items }: Schema): boolean {
  if (uniqueItems !== true || items === undefined) return false;
  return partsOf(items).some(
    (part) => part.values !== undefined || (part.types.length === 1 && part.types[0] === 'boolean'),
  );
}

/** In 2.0, a parameter whose whole text, commas included, is limited. */
function isShortList(part: Schema): boolean {
  return (
    part.maxLength !== undefined && part.owner instanceof Parameter && part.api.version === '2.0'
  );
}
