/** The names of the variables of a server's URL, each once; any character but braces may stand in them. */
export function serverVariablesIn(url: string): readonly string[] {
  if (!url.includes('{')) return NONE;
  return [...new Set(Array.from(url.matchAll(/\{([^{}]+)\}/g), ([, name]) => name ?? ''))];
}

const NONE: readonly never[] = [];
