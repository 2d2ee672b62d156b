import { partsOf, type Schema, wholesOf } from 'specgate/rule';

/**
 * Whether a property is `readOnly` or `writeOnly` wherever its schema is used: on itself, on what it refers to, or by
 * another member of the same `allOf`. `counts` says which uses matter.
 */
export function isMarked(
  owner: Schema,
  name: string,
  mark: 'readOnly' | 'writeOnly',
  counts: (head: Schema) => boolean,
): boolean {
  return wholesOf(owner).every(
    ({ head, parts }) =>
      !counts(head) || parts.some((part) => hasMark(part.properties.get(name), mark)),
  );
}

function hasMark(property: Schema | undefined, mark: 'readOnly' | 'writeOnly'): boolean {
  return property !== undefined && partsOf(property).some((part) => part[mark] === true);
}

/** Whether the description says that clients cannot set the property, although no keyword does. */
export function isSaidReadOnly(property: Schema): boolean {
  return partsOf(property).some(
    ({ description }) => description !== undefined && SAYS_READ_ONLY.test(description),
  );
}

const SAYS_READ_ONLY =
  /\bread[- ]?only\b|\b(?:set|generated|assigned|filled|populated|created) (?:automatically )?by (?:the )?(?:server|system|api|service)\b|\b(?:is|are|will be) ignored\b|\bautomatically (?:set|generated|assigned)\b/i;
