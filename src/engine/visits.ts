import type { Failure } from '../errors.ts';
import type { TableKind } from '../model/fields.ts';
import type { Kind } from '../model/kinds.ts';
import type { Node } from '../model/node.ts';
import { type Presence, presenceOfAny } from '../model/presence.ts';
import type { Context, Rule } from '../rule/rule.ts';

type AnyContext = Context<{ readonly [id: string]: string }, { readonly [name: string]: unknown }>;
export type Visit = (node: Node, context: AnyContext) => void;

/** A visit of nodes of one kind; only of those that have a field of `having`, where it is given. */
export interface Asked {
  readonly visit: Visit;
  readonly job: Job;
  readonly having: Presence | undefined;
}

/** A rule at work on one description. */
export interface Job {
  readonly rule: Rule;
  readonly visits: Rule['visit'];
  readonly context: AnyContext;
  eligible: number;
  failure: Failure | undefined;
}

/** The visits of all rules, by kind, so that a node is shown only to the rules that ask for its kind. */
export function visitsByKind(jobs: readonly Job[]): ReadonlyMap<Kind, readonly Asked[]> {
  const visits = new Map<Kind, Asked[]>();
  for (const job of jobs) {
    for (const [name, visit] of Object.entries(job.visits)) {
      // The keys of a visitor are kinds, and each visit takes the nodes of its kind: `defineRule` has checked it.
      const kind = name as Kind;
      const asked = visits.get(kind) ?? [];
      asked.push({ visit: visit as Visit, job, having: havingOf(job.rule, kind) });
      visits.set(kind, asked);
    }
  }
  return visits;
}

function havingOf({ having }: Rule, kind: Kind): Presence | undefined {
  // Kinds that are not in the table have no row in `having` either.
  const names: readonly string[] | undefined = having?.[kind as TableKind];
  return names === undefined ? undefined : presenceOfAny(kind, names);
}
