/** Whether an object of the document has a key: a property may be there although its reference leads nowhere. */
export function isWritten(map: unknown, name: string): boolean {
  return typeof map === 'object' && map !== null && Object.hasOwn(map, name);
}
