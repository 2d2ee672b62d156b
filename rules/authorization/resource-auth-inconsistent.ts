import { defineRule, nameOf, type Operation, pathOf, texts } from 'specgate/rule';
import { asksAnywhere, isCalled, isOpen } from '../shared/protection.ts';
import { isPublic } from '../shared/public-operation.ts';
import { operationsByShape, shapeOf } from '../shared/route-shape.ts';
import { isTemplated, literalsOf } from '../shared/segments.ts';

export default defineRule({
  id: 'resource-auth-inconsistent',
  title: 'Related routes disagree about authentication',
  category: 'authorization',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-862', 'CWE-288', 'OWASP-API1:2023', 'OWASP-API2:2023'],
  tags: ['governance'],
  why: 'A list may show what the single thing hides; and where two paths fit one request, the router decides whether anybody asks who calls.',
  fix: 'Protect both alike, or mark the one that is public on purpose with `x-public`.',

  options: {
    kinds: texts(
      'What is compared: `collection-item`, `/x` and `/x/{id}`; `overlapping-template`, `/x/me` and `/x/{id}`.',
      ['collection-item', 'overlapping-template'],
    ),
  },
  messages: {
    item: '"{operation}" needs no credential, though "{other}" of the same collection does.',
    overlap:
      '"{operation}" needs no credential, though "{other}", which fits the same requests, does.',
  },

  visit: {
    Operation(operation, { options, lexicons, report }) {
      if (
        !asksAnywhere(operation.api) ||
        !isOpen(operation) ||
        !isCalled(operation) ||
        isPublic(operation, lexicons)
      )
        return;
      if (isMetadata(operation)) return;
      const item = options.kinds.includes('collection-item')
        ? guardedRelative(operation, neighboursOf)
        : undefined;
      const overlap = options.kinds.includes('overlapping-template')
        ? guardedRelative(operation, overlapsOf)
        : undefined;
      const other = overlap ?? item;
      if (other === undefined) return;
      const place = {
        at: operation,
        related: [{ at: other, message: `${nameOf(other)} is protected.` }],
      };
      const data = { operation: nameOf(operation), other: nameOf(other) };
      report(place, overlap === undefined ? 'item' : 'overlap', data);
    },
  },
});

/** Constant facts about a collection, which tell nothing about its members. */
const METADATA = new Set(['version', 'health', 'count', 'types', 'enums', 'schema', 'metadata']);

function isMetadata(operation: Operation): boolean {
  return METADATA.has(literalsOf(pathOf(operation)).at(-1)?.toLowerCase() ?? '');
}

/** A protected operation of the same method at one of the shapes. */
function guardedRelative(
  operation: Operation,
  shapes: (segments: readonly string[]) => readonly string[],
): Operation | undefined {
  const byShape = operationsByShape(operation.api);
  const segments = shapeOf(pathOf(operation)).split('/');
  for (const shape of shapes(segments)) {
    const other = byShape.get(`${operation.method} ${shape}`);
    if (other !== undefined && other !== operation && !isOpen(other)) return other;
  }
  return undefined;
}

/** The collection of an item, or the item of a collection. */
function neighboursOf(segments: readonly string[]): readonly string[] {
  const path = segments.join('/');
  // Whatever lies at the top is no collection: `/` and `/{id}` have nothing in common.
  if (segments.filter((segment) => segment !== '' && segment !== '{}').length === 0) return [];
  return segments.at(-1) === '{}' ? [segments.slice(0, -1).join('/')] : [`${path}/{}`];
}

/** The shapes that also fit the requests of a path: with a parameter for one of its words. */
function overlapsOf(segments: readonly string[]): readonly string[] {
  return segments.flatMap((segment, index) =>
    segment === '' || isTemplated(segment) || segments.length < 3
      ? []
      : [segments.with(index, '{}').join('/')],
  );
}
