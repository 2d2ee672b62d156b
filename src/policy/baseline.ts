import { UserError } from '../errors.ts';
import { pointerText } from '../source/pointer.ts';
import type { Result } from './verdict.ts';

/** A finding that was there when the baseline was written. */
export interface BaselineEntry {
  readonly rule: string;
  readonly fingerprint: string;
  /** Where it was, for readers of the file; it is recognised by its fingerprint alone. */
  readonly place: string;
}

/** Known findings by document: its path relative to the root, with `/`. */
export interface Baseline {
  readonly documents: ReadonlyMap<string, readonly BaselineEntry[]>;
}

/** An entry that no finding answers to any more. */
export interface StaleEntry extends BaselineEntry {
  readonly document: string;
}

const FORMAT = 1;

/** Reads the text of a baseline file. Throws a UserError if it is none. */
export function readBaseline(text: string, name: string): Baseline {
  const hint = `Delete it, and write it anew with \`specgate baseline create --baseline ${name}\`.`;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UserError(`${name} is no baseline: it is not JSON`, hint);
  }
  const { version, documents } = asObject(value);
  if (version !== FORMAT)
    throw new UserError(`${name} is no baseline of a version that can be read`, hint);
  const entries = Object.entries(asObject(documents)).map(([document, list]) => {
    if (!Array.isArray(list) || !list.every(isEntry)) {
      throw new UserError(
        `${name} is no baseline: the entries of "${document}" are not entries`,
        hint,
      );
    }
    return [document, list] as const;
  });
  return { documents: new Map(entries) };
}

function asObject(value: unknown): { readonly [key: string]: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  // Narrowed to an object just now.
  return value as { readonly [key: string]: unknown };
}

function isEntry(value: unknown): value is BaselineEntry {
  const { rule, fingerprint, place } = asObject(value);
  return typeof rule === 'string' && typeof fingerprint === 'string' && typeof place === 'string';
}

/** The text of a baseline file: sorted, one entry a line, so that changes are easy to review and to merge. */
export function writeBaseline({ documents }: Baseline): string {
  const blocks = [...documents]
    .filter(([, entries]) => entries.length > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([document, entries]) => {
      const lines = entries
        .toSorted(
          (a, b) =>
            compare(a.rule, b.rule) ||
            compare(a.place, b.place) ||
            compare(a.fingerprint, b.fingerprint),
        )
        .map((entry) => `      ${JSON.stringify(entry)}`);
      return `    ${JSON.stringify(document)}: [\n${lines.join(',\n')}\n    ]`;
    });
  const body = blocks.length === 0 ? '{}' : `{\n${blocks.join(',\n')}\n  }`;
  return `{\n  "version": ${FORMAT},\n  "documents": ${body}\n}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The findings of the scanned documents as entries; what is suppressed is not kept, since it does not count anyway. */
export function entriesOf(
  results: readonly Result[],
  documents: readonly string[],
  documentOf: (result: Result) => string,
): Baseline {
  const entries = new Map<string, BaselineEntry[]>(documents.map((document) => [document, []]));
  for (const result of results) {
    if (result.status === 'suppressed' || result.finding.rule.category === 'policy') continue;
    const { rule, at } = result.finding;
    entries
      .get(documentOf(result))
      ?.push({ rule: rule.id, fingerprint: result.fingerprint, place: pointerText(at) });
  }
  return { documents: entries };
}

/** Every fingerprint of a baseline. */
export function fingerprintsIn({ documents }: Baseline): ReadonlySet<string> {
  return new Set([...documents.values()].flat().map(({ fingerprint }) => fingerprint));
}

/** Entries of these documents that none of the fingerprints answers to. */
export function staleIn(
  { documents }: Baseline,
  judged: ReadonlySet<string>,
  found: ReadonlySet<string>,
): readonly StaleEntry[] {
  return [...documents].flatMap(([document, entries]) =>
    judged.has(document)
      ? entries
          .filter(({ fingerprint }) => !found.has(fingerprint))
          .map((entry) => ({ document, ...entry }))
      : [],
  );
}
