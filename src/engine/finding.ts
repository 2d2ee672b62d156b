import type { Api } from '../model/kinds.ts';
import type { Data, RelatedPlace, Rule } from '../rule/rule.ts';
import type { Severity } from '../rule/severity.ts';
import type { Pointer } from '../source/pointer.ts';
import type { Span } from '../source/range.ts';

/** What a rule reported: data, not prose; lines are computed when a report asks for them. */
export interface Finding {
  readonly rule: Rule;
  /** The id of the message. */
  readonly message: string;
  readonly data: Data;
  readonly at: Pointer;
  readonly span: Span | undefined;
  readonly related: readonly RelatedPlace[];
  readonly detail: string | undefined;
  /** The severity is no worse than this, whatever that of the rule is. */
  readonly atMost?: Severity | undefined;
  readonly secret: string | undefined;
  /** The description that was scanned; the place may be in another file of it. Undefined where the place is in the configuration. */
  readonly api: Api | undefined;
  /** Missing as long as the model is at hand to ask. */
  readonly settled?: Settled | undefined;
}

/** What only the model of the description can tell about a finding, told where the model is: it stays in its thread. */
export interface Settled {
  /** With the overrides for this place. */
  readonly severity: Severity | 'off';
  /** The place by names, as fingerprints call it. */
  readonly name: string;
  /** The operation that holds the place. */
  readonly method: string | undefined;
  readonly apiPath: string | undefined;
  /** The keys of the description's own waivers that cover the place. */
  readonly waivedBy: readonly string[];
}

/** How many nodes of a description a folding rule asked about. */
export interface Eligible {
  readonly rule: Rule;
  readonly api: Api;
  readonly count: number;
}

/** The message with its placeholders filled; text from the document as it is there. */
export function sentence(template: string, data: Data): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(data[name] ?? whole));
}
