/**
 * The items in the order of their texts. What is found must not depend on how a document is sorted: where one of several
 * is told, it is the first in this order.
 */
export function inTextOrder<T>(items: Iterable<T>, textOf: (item: T) => string): readonly T[] {
  const list = [...items];
  if (list.length < 2) return list;
  return list
    .map((item) => ({ item, text: textOf(item) }))
    .sort((a, b) => (a.text === b.text ? 0 : a.text < b.text ? -1 : 1))
    .map(({ item }) => item);
}
