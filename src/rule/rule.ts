import type { EVERY, FIELDS, TableKind } from '../model/fields.ts';
import type { Kind, Kinds } from '../model/kinds.ts';
import type { Version } from '../model/version.ts';
import type { Pointer } from '../source/pointer.ts';
import type { Span } from '../source/range.ts';
import type { Category, Tag } from './categories.ts';
import type { OptionTable, OptionValues } from './options.ts';
import type { CweId, OwaspId } from './references.ts';
import type { Confidence, Severity } from './severity.ts';

/** What a message's placeholders are filled with. */
export type Data = { readonly [name: string]: string | number };

/** `{name}` in a message is a placeholder; these are their names. */
export type Placeholder<T> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** The data that a message demands: nothing, or an object with exactly its placeholders. */
export type DataOf<T> = [Placeholder<T>] extends [never]
  ? []
  : [data: { readonly [N in Placeholder<T>]: string | number }];

/** A further place that explains a finding, and one sentence about it. */
export interface RelatedPlace {
  readonly at: Pointer;
  readonly message: string;
  /** An exact part of the text, where the place does not say enough. */
  readonly span?: Span;
}

/** A place with more to say than where it is. */
export interface DetailedPlace {
  readonly at: Pointer;
  /** Other places that explain the finding. */
  readonly related?: readonly RelatedPlace[];
  /** What else tells findings of the same place apart, as a scheme's name; part of the fingerprint. */
  readonly detail?: string;
  /** The severity is no worse than this, where less is at stake than elsewhere. */
  readonly atMost?: Severity;
  /** Text that must be masked wherever the line is shown, such as a secret. */
  readonly secret?: string;
  /** An exact part of the text, for places inside a value or a comment. */
  readonly span?: Span;
}

/** What a rule is handed beside the node. */
export interface Context<M, O> {
  readonly version: Version;
  readonly options: O;
  /** Entries that the configuration adds to or removes from a word list, by its name. */
  readonly lexicons: Lexicons;
  /** Reports one finding. The place is a node, a place below one (`node.at('in')`), or either with more to say. */
  report<Id extends keyof M & string>(
    place: Pointer | DetailedPlace,
    message: Id,
    ...data: DataOf<M[Id]>
  ): void;
  /** In rules with `aggregate: 'document'`: counts one node that could have been affected. */
  eligible(): void;
}

export type Lexicons = {
  readonly [list: string]: { readonly add: readonly string[]; readonly remove: readonly string[] };
};

export type Visitor<M, O> = {
  readonly [K in Kind]?: (node: Kinds[K], context: Context<M, O>) => void;
};

/** Field names by kind; an extension by its name asks for nodes that have any. */
export type Having = {
  readonly [K in TableKind]?: readonly (
    | Exclude<keyof (typeof FIELDS)[K] & string, typeof EVERY>
    | `x-${string}`
  )[];
};

/** What other tools call the same check; users who come from them find the rule by these names. */
export interface Peers {
  readonly kics?: readonly string[];
  readonly 'spectral-owasp'?: readonly string[];
  readonly vacuum?: readonly string[];
  readonly checkov?: readonly string[];
  readonly cherrybomb?: readonly string[];
  readonly '42crunch'?: readonly string[];
  readonly redocly?: readonly string[];
  readonly ibm?: readonly string[];
  readonly zally?: readonly string[];
}

/** A severity for both presets, or one for each. */
export type SeveritySetting =
  | Severity
  | { readonly recommended: Severity | 'off'; readonly strict: Severity | 'off' };

/** What a rule author writes. */
export interface RuleDefinition<
  M extends { readonly [id: string]: string },
  S extends OptionTable,
> {
  /** Names the problem, in kebab-case; the file and the fixtures' folder have the same name. */
  readonly id: string;
  readonly title: string;
  readonly category: Category;
  readonly severity: SeveritySetting;
  readonly confidence: Confidence;
  /** When a finding weighs less than that (`atMost`), and how much: `info where no operation accepts the scheme`. */
  readonly weighsLess?: string;
  /** The release that brought the rule. */
  readonly since: string;
  /** Versions of the description format that it applies to; all by default. */
  readonly versions?: readonly Version[];
  /** CWE and OWASP API Top 10 ids. */
  readonly references: readonly (CweId | `OWASP-${OwaspId}`)[];
  readonly tags?: readonly Tag[];
  /** Further pages worth reading. */
  readonly links?: readonly string[];
  /** The danger, for a developer who is no security expert. */
  readonly why: string;
  /** What to write instead. */
  readonly fix: string;
  /** What the rule cannot see, or sees wrongly; shown on its page. */
  readonly limits?: string;
  readonly peers?: Peers;
  /** Earlier ids, which still work. */
  readonly formerly?: readonly string[];
  /** `document`: where most of the eligible nodes of a document are affected, one finding lists them. */
  readonly aggregate?: 'document';
  /** How many affected nodes make one finding with `aggregate`; 2 by default, more where each has to be mended by itself. */
  readonly aggregateFrom?: number;
  /**
   * Rules for which this one speaks: for the whole document while it has any finding there,
   * or for the place of its finding and what lies below it.
   */
  readonly silences?: { readonly document?: readonly string[]; readonly place?: readonly string[] };
  readonly options?: S;
  /**
   * Kinds of which the rule visits only nodes that have one of these fields. Most nodes lack most fields, and the engine
   * passes over them far faster than a visit can: worth it for schemas, of which there are tens of thousands.
   */
  readonly having?: Having;
  /** One sentence of at most 100 characters each, with the document's own names in quotes. */
  readonly messages: M;
  readonly visit: Visitor<M, OptionValues<S>>;
}

/** A rule as the engine sees it, whatever its messages and options. */
export type Rule = RuleDefinition<{ readonly [id: string]: string }, OptionTable>;

/**
 * Declares a rule. Kinds, message ids, placeholders and options are checked by the compiler.
 * Throws a TypeError for an id that is not kebab-case, so that a plug-in's mistake is named at once.
 */
export function defineRule<
  const M extends { readonly [id: string]: string },
  const S extends OptionTable = Record<never, never>,
>(rule: RuleDefinition<M, S>): Rule {
  if (!/^(?:[a-z0-9-]+\/)?[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(rule.id)) {
    throw new TypeError(`rule id "${rule.id}" is not kebab-case`);
  }
  // The one cast of the rule API: the engine calls each visitor with exactly the context that its rule declared.
  return rule as unknown as Rule;
}
