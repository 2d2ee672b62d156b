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

/** As `sizeOf`, for a value in which nothing is shared: only its depth is measured. */
export function plainSize(value: unknown): Size {
  return { values: 1, levels: levelsOf(value, 0), isShared: false };
}

function levelsOf(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return 1;
  let deepest = 0;
  // Only own keys are enumerable: the values come from a parser.
  const entries = value as { readonly [key: string]: unknown };
  for (const key in entries) {
    const item = entries[key];
    if (typeof item !== 'object' || item === null) continue;
    const levels = levelsOf(item, depth + 1);
    if (levels > deepest) deepest = levels;
  }
  return deepest + 1;
}

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
