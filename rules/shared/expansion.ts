/** How large a value is once everything that it shares is written out. */
export interface Size {
  readonly values: number;
  readonly levels: number;
  /** Whether some part of it is used twice, as YAML's aliases make it. */
  readonly isShared: boolean;
}

const PLAIN: Size = { values: 1, levels: 1, isShared: false };
/** Deeper than any parser of ours goes. */
const DEEPEST = 2000;

/** The size of a parsed value; shared parts are counted wherever they are used. */
export function sizeOf(value: unknown): Size {
  return measure(value, new Map(), 0);
}

function measure(value: unknown, known: Map<object, Size>, depth: number): Size {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return PLAIN;
  const measured = known.get(value);
  if (measured !== undefined) return { ...measured, isShared: true };
  // Stands in for a value that contains itself.
  known.set(value, PLAIN);
  let values = 1;
  let levels = 0;
  let isShared = false;
  for (const item of Object.values(value)) {
    const size = measure(item, known, depth + 1);
    values += size.values;
    if (size.levels > levels) levels = size.levels;
    if (size.isShared) isShared = true;
  }
  const size = { values, levels: levels + 1, isShared };
  known.set(value, size);
  return size;
}

const ANCHOR = /(?<=[\s,:[{])&([\w-]+)/g;

/** Where the first alias of a YAML text stands whose anchor stands there as well; undefined where there is none. */
export function firstAlias(text: string): { start: number; end: number } | undefined {
  if (!text.includes('*') || !text.includes('&')) return undefined;
  for (const [, name = ''] of text.matchAll(ANCHOR)) {
    const start = text.indexOf(`*${name}`);
    if (start !== -1) return { start, end: start + name.length + 1 };
  }
  return undefined;
}
