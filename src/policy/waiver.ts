import type { Settled } from '../engine/finding.ts';
import type { Api } from '../model/kinds.ts';
import type { Model } from '../model/model.ts';
import { commentsOf } from '../parse/comments.ts';
import type { Pointer } from '../source/pointer.ts';
import { pointerText, rootPointer } from '../source/pointer.ts';
import type { Span } from '../source/range.ts';
import type { Source } from '../source/source.ts';

/** What a waiver covers: the key on a line and all below it, a place and all below it, or what a configuration names. */
export type Scope =
  | { readonly by: 'line'; readonly source: Source; readonly line: number }
  | { readonly by: 'place'; readonly at: Pointer }
  | {
      readonly by: 'config';
      /** Whether the configuration is that of a description, by its absolute path. */
      readonly holdsFor: (description: string) => boolean;
      readonly matches: (path: string) => boolean;
      /** What it says of files: nothing, a glob, or the absolute path of one. */
      readonly files: { readonly path: string | undefined } | undefined;
      readonly pointer: string | undefined;
    };

/** A finding that somebody accepts, as a comment, as an extension of the document, or in the configuration. */
export interface Waiver {
  readonly form: 'comment' | 'extension' | 'config';
  /** The id of the rule; '' where none is named. */
  readonly rule: string;
  readonly reason: string | undefined;
  /** The last day on which it holds, as `2027-03-31`. */
  readonly expires: string | undefined;
  /** Where it stands itself. */
  readonly at: Pointer;
  readonly span: Span | undefined;
  readonly scope: Scope;
  /** The description that it stands in; undefined for the configuration's. */
  readonly api: Api | undefined;
  /** For what may be said of the waiver itself, by the id of the rule that says it; missing as long as the model is at hand. */
  readonly settled?: { readonly [rule: string]: Settled } | undefined;
}

/** Tells waivers apart: one in a file that several descriptions share is one. */
export function waiverKey({ form, rule, at, span }: Waiver): string {
  return `${form} ${rule} ${at.source.uri} ${span?.start ?? pointerText(at)}`;
}

/** The waivers that stand in a description: comments of YAML, and `x-specgate-ignore`. */
export function waiversIn({ api, nodes }: Model): readonly Waiver[] {
  const comments = api.documents.flatMap(({ source, format }) => {
    const lines = linesMeant(source);
    return commentsOf(source, format).flatMap((comment) =>
      commentWaivers(source, comment, { api, line: lines(comment.start) }),
    );
  });
  const extensions = nodes.Extension.filter(({ name }) => name === EXTENSION);
  return [
    ...comments,
    ...extensions.flatMap((node) => extensionWaivers(node, api)),
    ...beside(nodes, api),
  ];
}

const EXTENSION = 'x-specgate-ignore';

/** Beside a `$ref`, where no other field counts. */
function beside({ Reference }: Model['nodes'], api: Api): readonly Waiver[] {
  return Reference.filter((reference) => reference.has(EXTENSION)).flatMap((reference) => {
    const { source, raw } = reference;
    const node = { source, parent: reference, key: EXTENSION, value: raw[EXTENSION] };
    return extensionWaivers(node, api);
  });
}

/**
 * What may be an `x-specgate-ignore` in the other files of a description, also where no reference leads: another description
 * may have it in its model.
 */
export function waiversElsewhere(api: Api): readonly Waiver[] {
  const others = api.documents.filter(
    ({ source }) => source !== api.source && source.text.includes(EXTENSION),
  );
  return others.flatMap(({ source, value }) =>
    waiversWithin(value, rootPointer(source), api, new Set()),
  );
}

function waiversWithin(
  value: unknown,
  at: Pointer,
  api: Api,
  seen: Set<object>,
): readonly Waiver[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  return Object.entries(value).flatMap(([name, child]) => {
    const key = Array.isArray(value) ? Number(name) : name;
    const place = { source: at.source, parent: at, key };
    return key === EXTENSION
      ? extensionWaivers({ ...place, value: child }, api)
      : waiversWithin(child, place, api, seen);
  });
}

/** `# specgate-ignore rule-a, rule-b until 2027-03-31 -- reason` */
const COMMENT =
  /^specgate-ignore(?::|\s)\s*(?<rules>.*?)(?:\s+until\s+(?<expires>\S+?))?(?:\s*--\s*(?<reason>.*))?$/;

interface CommentText {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function commentWaivers(
  source: Source,
  { start, end, text }: CommentText,
  { api, line }: { readonly api: Api; readonly line: number },
): readonly Waiver[] {
  const { rules = '', expires, reason } = COMMENT.exec(text.trim())?.groups ?? {};
  const ids = idsIn(rules);
  return (ids.length === 0 ? [''] : ids).map((rule) => ({
    form: 'comment' as const,
    rule,
    reason: reason?.trim() || undefined,
    expires,
    at: rootPointer(source),
    span: { start, end },
    scope: { by: 'line' as const, source, line },
    api,
  }));
}

/** What stands behind a dash of any kind is no rule: the reason was meant, which only `--` begins. */
function idsIn(rules: string): readonly string[] {
  const words = rules.split(/[\s,]+/).filter((word) => word !== '');
  const dash = words.findIndex((word) => /^\p{Dash}+$/u.test(word));
  return dash === -1 ? words : words.slice(0, dash);
}

/** Tells for comments, in their order, the line that each speaks of: its own if something stands before it, else the next one that is neither empty nor a comment. */
function linesMeant(source: Source): (offset: number) => number {
  let found = 0;
  return (offset) => {
    const { line, column } = source.position(offset);
    const before = source.line(line).slice(0, column - 1);
    if (before.trim() !== '') return line;
    // Comments come in their order: what was found for one holds for those that follow it at once.
    if (found <= line) {
      found = line + 1;
      while (found <= source.lineCount && /^\s*(?:#|$)/.test(source.line(found))) found += 1;
    }
    return found <= source.lineCount ? found : line;
  };
}

/** `x-specgate-ignore: [{ rule, reason, expires }]`, or one such object. */
function extensionWaivers(
  node: { readonly value: unknown; readonly parent: Pointer | undefined } & Pointer,
  api: Api,
): readonly Waiver[] {
  const entries: readonly unknown[] = Array.isArray(node.value) ? node.value : [node.value];
  return entries.map((entry, index) => {
    const { rule, reason, expires } = (
      typeof entry === 'object' && entry !== null ? entry : {}
    ) as { readonly [key: string]: unknown };
    const at = Array.isArray(node.value) ? { source: node.source, parent: node, key: index } : node;
    return {
      form: 'extension' as const,
      rule: textOf(rule) ?? '',
      reason: textOf(reason),
      expires: dayOf(expires),
      at,
      span: undefined,
      scope: { by: 'place' as const, at: node.parent ?? rootPointer(node.source) },
      api,
    };
  });
}

/** What is no text is no day either, and is told as such. */
function dayOf(value: unknown): string | undefined {
  if (value === undefined || value === null || typeof value === 'string') return textOf(value);
  return typeof value === 'object' ? '…' : String(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
