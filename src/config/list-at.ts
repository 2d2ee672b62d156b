/** A list of a file that was not validated yet; empty where there is none. */
export function listAt(written: unknown, key: string): readonly unknown[] {
  const list: unknown =
    typeof written === 'object' && written !== null ? Reflect.get(written, key) : undefined;
  return Array.isArray(list) ? list : [];
}
