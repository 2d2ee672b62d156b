/** Longer lists are told apart by their indexes: to compare all of their items would take too long. */
const LONGEST = 100;

/**
 * What the items of a list are called, so that sorting the list anew changes nothing: by what names them, else by their
 * type. Of several of one type, the one whose text is the first is the first.
 */
export function namesIn(list: readonly unknown[]): readonly string[] {
  const names = list.map(nameOf);
  if (list.length > LONGEST) return names.map((name, index) => name ?? String(index));
  const alike = new Map<string, number[]>();
  for (const [index, item] of list.entries()) {
    if (names[index] !== undefined) continue;
    const type = typeOf(item);
    const others = alike.get(type) ?? [];
    others.push(index);
    alike.set(type, others);
  }
  for (const [type, indexes] of alike) {
    for (const [rank, index] of ranked(indexes, list).entries()) names[index] = `<${type} ${rank}>`;
  }
  return names.map((name, index) => name ?? String(index));
}

/** The indexes of items in the order of what the items hold. */
function ranked(indexes: readonly number[], list: readonly unknown[]): readonly number[] {
  if (indexes.length === 1) return indexes;
  return indexes
    .map((index) => ({ index, text: written(list[index], { left: MOST_VALUES }) }))
    .sort((a, b) => (a.text === b.text ? a.index - b.index : a.text < b.text ? -1 : 1))
    .map(({ index }) => index);
}

/** So many values of an item are compared; an alias can make a small text endlessly large. */
const MOST_VALUES = 500;
const LONGEST_TEXT = 200;

/** A value as a text in which members stand in the order of their names. */
function written(value: unknown, budget: { left: number }): string {
  budget.left -= 1;
  if (typeof value !== 'object' || value === null) return String(value).slice(0, LONGEST_TEXT);
  const names = Object.keys(value).slice(0, MOST_VALUES);
  if (!Array.isArray(value)) names.sort();
  const parts: string[] = [];
  for (const name of names) {
    if (budget.left <= 0) break;
    const part = written(Reflect.get(value, name), budget);
    parts.push(Array.isArray(value) ? part : `${name}:${part}`);
  }
  // Lists inside may be sorted anew as well.
  return `{${parts.sort().join()}}`;
}

/** A parameter by place and name, a reference by its text, a requirement by its schemes; undefined for what has no name. */
function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return `=${item}`;
  if (Array.isArray(item)) return undefined;
  const { name, in: place, url, $ref, title } = item as { readonly [key: string]: unknown };
  if (typeof name === 'string') return typeof place === 'string' ? `${place}:${name}` : name;
  for (const known of [$ref, url, title]) if (typeof known === 'string') return known;
  const values = Object.values(item);
  if (values.every(Array.isArray)) return `{${Object.keys(item).sort().join(',')}}`;
  return undefined;
}

function typeOf(item: unknown): string {
  if (typeof item !== 'object' || item === null || !('type' in item)) return '';
  return Array.isArray(item.type) ? item.type.map(String).sort().join(',') : String(item.type);
}
