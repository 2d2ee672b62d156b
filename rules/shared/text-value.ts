import { branchesOf, partsOf, type Schema, typesOf } from 'specgate/rule';

/** Whether a value may be any text: a string, or of no type that is known, and not one of a few listed values. */
export function holdsText(schema: Schema | undefined): boolean {
  if (schema === undefined) return true;
  if (schema.boolean === false) return false;
  const parts = partsOf(schema);
  const types = typesOf(parts);
  if (types.length > 0) return types.includes('string') && !parts.some(isListed);
  if (parts.some((part) => isListed(part) || isStructured(part))) return false;
  const branches = branchesOf(schema);
  return branches.length === 0 || branches.some((branch) => branch !== schema && isText(branch));
}

/** As `holdsText`, or a list of such texts. */
export function holdsTexts(schema: Schema | undefined): boolean {
  if (holdsText(schema)) return true;
  return (
    schema !== undefined &&
    partsOf(schema).some((part) => part.items !== undefined && isText(part.items))
  );
}

/** As `holdsText`, without a look at its own branches: they may lead back. */
function isText(schema: Schema): boolean {
  const parts = partsOf(schema);
  const types = typesOf(parts);
  return (
    (types.length === 0 || types.includes('string')) &&
    !parts.some((part) => isListed(part) || isStructured(part))
  );
}

function isListed(schema: Schema): boolean {
  return schema.values !== undefined;
}

function isStructured(schema: Schema): boolean {
  return (
    schema.properties.size > 0 ||
    schema.items !== undefined ||
    (schema.additionalProperties?.boolean === undefined &&
      schema.additionalProperties !== undefined)
  );
}

/** Whether a value may be any text or number. */
export function holdsScalar(schema: Schema | undefined): boolean {
  if (schema === undefined || holdsText(schema)) return true;
  const parts = partsOf(schema);
  const types = typesOf(parts);
  return (types.includes('integer') || types.includes('number')) && !parts.some(isListed);
}
