import type { Failure } from '../errors.ts';
import { fact } from '../model/facts/fact.ts';
import type { TableKind } from '../model/fields.ts';
import type { Kind } from '../model/kinds.ts';
import type { Model } from '../model/model.ts';
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

/** What a rule asks, and of which nodes. */
export type Visitor = Pick<Rule, 'visit' | 'having'>;

/** A rule at work on one description. */
export interface Job {
  readonly rule: Rule;
  /** Whose visits are made: the rule's, or guarded ones in their place. */
  readonly visitor: Visitor;
  readonly context: AnyContext;
  eligible: number;
  failure: Failure | undefined;
}

/** The visits of all rules, by those kinds of which there are nodes, so that a node is shown only to the rules that ask for its kind. */
export function visitsByKind(
  jobs: readonly Job[],
  nodes: Model['nodes'],
): ReadonlyMap<Kind, readonly Asked[]> {
  const visits = new Map<Kind, Asked[]>();
  for (const job of jobs) {
    for (const { kind, visit, having } of visitsOf(job.visitor)) {
      if (nodes[kind].length === 0) continue;
      const asked = visits.get(kind);
      if (asked === undefined) visits.set(kind, [{ visit, job, having }]);
      else asked.push({ visit, job, having });
    }
  }
  return visits;
}

interface VisitOfKind {
  readonly kind: Kind;
  readonly visit: Visit;
  readonly having: Presence | undefined;
}

/** Found out once, since a scan of many small documents asks as often as there are documents. */
const visitsOf: (visitor: Visitor) => readonly VisitOfKind[] = fact((visitor: Visitor) =>
  // The keys of a visitor are kinds, and each visit takes the nodes of its kind: `defineRule` has checked it.
  Object.entries(visitor.visit).map(([name, visit]) => {
    const kind = name as Kind;
    return { kind, visit: visit as Visit, having: havingOf(visitor, kind) };
  }),
);

function havingOf({ having }: Visitor, kind: Kind): Presence | undefined {
  // Kinds that are not in the table have no row in `having` either.
  const names: readonly string[] | undefined = having?.[kind as TableKind];
  return names === undefined ? undefined : presenceOfAny(kind, names);
}
