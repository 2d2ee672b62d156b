import type { Pointer } from './pointer.ts';
import type { Position, Range, Span } from './range.ts';

/** Which part of a place is meant: the key that leads to it, or the value there. */
export type Part = 'key' | 'value';

/** Where a place stands. `key` is missing for the root and for list items. */
export interface Place {
  readonly key: Span | undefined;
  readonly value: Span;
}

/**
 * Finds places in a text, one for each pointer. A place that does not exist is answered with the nearest ancestor
 * that does. Called with many pointers at once, because one pass over the text serves them all.
 */
export type Locator = (wanted: readonly Pointer[]) => readonly Place[];

/** A text that was read once, with lazy answers about lines and places. */
export class Source {
  /** Absolute path with `/`, a URL, or the name given for standard input. */
  readonly uri: string;
  readonly text: string;
  #lineStarts: Uint32Array | undefined;
  #locator: Locator = () => [];
  readonly #places = new Map<Pointer, Place>();

  constructor(uri: string, text: string) {
    this.uri = uri;
    this.text = text;
  }

  /** The parser says how its format finds places. */
  useLocator(locator: Locator): void {
    this.#locator = locator;
    this.#places.clear();
  }

  /** Finds many places in one pass, so that `locate` answers at once. */
  prepare(pointers: Iterable<Pointer>): void {
    const wanted: Pointer[] = [];
    for (const pointer of pointers) if (!this.#places.has(pointer)) wanted.push(pointer);
    if (wanted.length === 0) return;
    const places = this.#locator(wanted);
    for (const [index, pointer] of wanted.entries()) {
      const place = places[index];
      if (place !== undefined) this.#places.set(pointer, place);
    }
  }

  /** The range of a place; for a list item or the root, which have no key, `key` means the start of the value. */
  locate(pointer: Pointer, part: Part = 'key'): Range {
    const span = this.span(pointer, part);
    return { start: this.position(span.start), end: this.position(span.end) };
  }

  /** As `locate`, in offsets. A `key` without a key is cut at the end of its first line. */
  span(pointer: Pointer, part: Part = 'key'): Span {
    if (!this.#places.has(pointer)) this.prepare([pointer]);
    const place = this.#places.get(pointer);
    if (place === undefined) return { start: 0, end: this.#firstLineEnd(0, this.text.length) };
    if (part === 'value') return place.value;
    if (place.key !== undefined) return place.key;
    return {
      start: place.value.start,
      end: this.#firstLineEnd(place.value.start, place.value.end),
    };
  }

  /** The text of a line without its line break; lines count from 1. */
  line(number: number): string {
    const starts = this.#lines();
    const start = starts[number - 1];
    if (start === undefined) return '';
    // The next line's start tells the end: looking for it in the text takes long where a line is a whole minified file.
    let end = starts[number] ?? this.text.length;
    if (end > start && this.text.charCodeAt(end - 1) === 10) end -= 1;
    if (end > start && this.text.charCodeAt(end - 1) === 13) end -= 1;
    return this.text.slice(start, end);
  }

  get lineCount(): number {
    return this.#lines().length;
  }

  position(offset: number): Position {
    const starts = this.#lines();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  /** The offset of a position; the inverse of `position`. */
  offset({ line, column }: Position): number {
    return (this.#lines()[line - 1] ?? this.text.length) + column - 1;
  }

  #firstLineEnd(start: number, end: number): number {
    for (let at = start; at < end; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === 10 || code === 13) return at;
    }
    return end;
  }

  #lines(): Uint32Array {
    this.#lineStarts ??= lineStarts(this.text);
    return this.#lineStarts;
  }
}

/** The offset of each line's first character; LF, CRLF and CR each end a line. */
function lineStarts(text: string): Uint32Array {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  if (!text.includes('\r')) return new Uint32Array(starts);
  for (let at = text.indexOf('\r'); at !== -1; at = text.indexOf('\r', at + 1)) {
    if (text.charCodeAt(at + 1) !== 10) starts.push(at + 1);
  }
  return new Uint32Array(starts).sort();
}
