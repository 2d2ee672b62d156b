/** Imports a module by its URL. The build puts bin/import.js in the place of this file, and says there why. */
export function importModule(url: string): Promise<unknown> {
  return import(url);
}
