import { inTextOrder, placeNameOf } from 'specgate/rule';
import { type Holder, type Written, written } from './written-parameters.ts';

/** Pairs of one list with the same name in the same place; the case of a header does not matter. */
export function repeated(holder: Holder): readonly (readonly [Written, Written])[] {
  const list = written(holder);
  if (list.length < 2) return [];
  const alike = new Map<string, Written[]>();
  for (const parameter of list) {
    if (parameter.place === 'body' || parameter.place === 'querystring') continue;
    const name = parameter.place === 'header' ? parameter.name.toLowerCase() : parameter.name;
    const identity = `${parameter.place} ${name}`;
    const same = alike.get(identity);
    if (same === undefined) alike.set(identity, [parameter]);
    else same.push(parameter);
  }
  return [...alike.values()].flatMap((same) => pairsOf(same, holder));
}

/** The first by name with each of the others. */
function pairsOf(
  same: readonly Written[],
  { api }: Holder,
): readonly (readonly [Written, Written])[] {
  if (same.length < 2) return [];
  const [first, ...others] = inTextOrder(same, ({ name, at }) => `${name} ${placeNameOf(at, api)}`);
  return first === undefined ? [] : others.map((other) => [first, other] as const);
}
