import type { Node, Operation } from 'specgate/rule';

/** Whether an operation or its path refers to parameters that cannot be found: nobody knows then what is defined. */
export function hasUnknownParameters(operation: Operation): boolean {
  return isIncomplete(operation) || operation.items.some(isIncomplete);
}

function isIncomplete(holder: Node & { readonly parameters: readonly unknown[] }): boolean {
  const written = holder.raw.parameters;
  if (!Array.isArray(written)) return referenceIn(written).length > 0;
  if (written.length === holder.parameters.length) return false;
  const references = written.flatMap(referenceIn);
  // In 2.0, bodies and form fields are no longer among the parameters.
  if (holder.api.version !== '2.0') return references.length > 0;
  return references.some((text) => !isDefinition(holder, text));
}

function referenceIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || !('$ref' in value)) return [];
  return typeof value.$ref === 'string' ? [value.$ref] : [];
}

function isDefinition({ api }: Node, text: string): boolean {
  const [, name] = /^#\/parameters\/(.+)$/.exec(text) ?? [];
  return name !== undefined && api.parameters.has(name.replaceAll('~1', '/').replaceAll('~0', '~'));
}
