/** Makes a map unchangeable: its methods that change it throw, since a map has no frozen state of its own. */
export function freezeMap(map: ReadonlyMap<unknown, unknown>): void {
  if (Object.isFrozen(map)) return;
  for (const change of ['set', 'delete', 'clear'])
    Object.defineProperty(map, change, { value: refuse });
  Object.freeze(map);
}

function refuse(): never {
  throw new TypeError('the model cannot be changed');
}
