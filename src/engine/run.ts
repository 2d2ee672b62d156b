import type { Failure } from '../errors.ts';
import { freezeModel } from '../model/freeze-model.ts';
import type { Model } from '../model/model.ts';
import type { Node } from '../model/node.ts';
import { mayHave } from '../model/presence.ts';
import type { Data, DetailedPlace, Rule } from '../rule/rule.ts';
import type { Pointer } from '../source/pointer.ts';
import type { Eligible, Finding } from './finding.ts';
import { type Guard, guarded } from './guard.ts';
import type { Plan, PlannedRule } from './plan.ts';
import { withoutConsequences } from './silence.ts';
import { type Asked, type Job, visitsByKind } from './visits.ts';

export interface Outcome {
  readonly findings: readonly Finding[];
  readonly eligible: readonly Eligible[];
  /** Rules that threw; each is named once a description, and its other findings stand. */
  readonly failures: readonly Failure[];
}

/** Asks every planned rule about every node of the kinds that it visits: one loop by kind, no order between rules. */
export function run(model: Model, plan: Plan, guard?: Guard): Outcome {
  const findings: Finding[] = [];
  const jobs = plan.rules
    .filter(({ rule }) => rule.versions?.includes(model.version) ?? true)
    .map((planned) => jobOf(planned, { plan, model, findings, guard }));
  if (guard === undefined) work(model, jobs);
  else workGuarded(model, jobs, guard);
  return {
    findings: withoutConsequences(findings),
    eligible: jobs
      .filter(({ eligible }) => eligible > 0)
      .map(({ rule, eligible }) => ({ rule, api: model.api, count: eligible })),
    failures: jobs.flatMap((job) => job.failure ?? []),
  };
}

function work(model: Model, jobs: readonly Job[]): void {
  for (const [kind, asked] of visitsByKind(jobs, model.nodes)) {
    const nodes: readonly Node[] = model.nodes[kind];
    for (let from = 0; from < nodes.length; from += BATCH) {
      const to = Math.min(from + BATCH, nodes.length);
      for (const visit of asked) if (visit.job.failure === undefined) ask(visit, nodes, from, to);
    }
  }
}

/**
 * How many nodes a visit is shown before the next visit's turn: enough for one guard and one call target to serve many
 * nodes, few enough for them to stay in the processor's cache until all visits have seen them.
 */
const BATCH = 128;

/** The built-in rules first; those of plug-ins then see a model that cannot be changed, one by one, each in limited time. */
function workGuarded(model: Model, jobs: readonly Job[], { rules, inTime, seconds }: Guard): void {
  const foreign = jobs.filter(({ rule }) => rules.has(rule));
  work(
    model,
    jobs.filter(({ rule }) => !rules.has(rule)),
  );
  if (foreign.length > 0) freezeModel(model);
  for (const job of foreign) {
    if (inTime(() => work(model, [job])) === undefined) job.failure = stopped(job, model, seconds);
  }
}

function stopped({ rule: { id } }: Job, { api }: Model, seconds: number): Failure {
  return {
    uri: api.source.uri,
    message: `rule "${id}" was stopped after ${seconds} s`,
    ruleId: id,
  };
}

function ask(
  { visit, job, having }: Asked,
  nodes: readonly Node[],
  from: number,
  to: number,
): void {
  let at = from;
  try {
    for (; at < to; at += 1) {
      const node = nodes[at];
      if (node === undefined || (having !== undefined && !mayHave(node, having))) continue;
      visit(node, job.context);
    }
  } catch (error) {
    job.failure = failureOf(job.rule, nodes[at], error);
  }
}

function failureOf(rule: Rule, node: Node | undefined, error: unknown): Failure {
  const what = error instanceof Error ? error.message : String(error);
  if (node === undefined)
    return { uri: '', message: `rule "${rule.id}" failed: ${what}`, ruleId: rule.id };
  return {
    uri: node.source.uri,
    message: `rule "${rule.id}" failed at ${node.pointer}: ${what}`,
    ...node.source.locate(node).start,
    ruleId: rule.id,
  };
}

interface Running {
  readonly plan: Plan;
  readonly model: Model;
  readonly findings: Finding[];
  readonly guard: Guard | undefined;
}

function jobOf({ rule, options }: PlannedRule, { plan, model, findings, guard }: Running): Job {
  const job: Job = {
    rule,
    visitor: guard?.rules.has(rule) === true ? guarded(rule) : rule,
    eligible: 0,
    failure: undefined,
    context: {
      version: model.version,
      options,
      lexicons: plan.lexicons,
      report(place: Pointer | DetailedPlace, message: string, data: Data = {}) {
        const { at, related, detail, atMost, secret, span } =
          'at' in place && typeof place.at === 'object' ? place : plain(place);
        findings.push({
          rule,
          message,
          data,
          at,
          span,
          related: related ?? NONE,
          detail,
          atMost,
          secret,
          api: model.api,
        });
      },
      eligible() {
        job.eligible += 1;
      },
    },
  };
  return job;
}

const NONE: readonly never[] = [];

function plain(place: Pointer | DetailedPlace): DetailedPlace {
  // `at` of a node is a method, `at` of a detailed place a pointer: what is left here is a pointer.
  return { at: place as Pointer };
}
