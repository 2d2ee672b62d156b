import type { DetailedPlace, Rule } from '../rule/rule.ts';
import type { Pointer } from '../source/pointer.ts';

/** What keeps rules that nobody here has read, those of plug-ins, from taking a scan down. */
export interface Guard {
  readonly rules: ReadonlySet<Rule>;
  /** Runs one rule on one description; hands back nothing if the time was over. */
  readonly inTime: <T>(work: () => T) => { readonly value: T } | undefined;
  /** How long that may take, for the failure that says so. */
  readonly seconds: number;
}

type Report = (place: Pointer | DetailedPlace, message: string, ...data: unknown[]) => void;
type Asked = (node: unknown, context: { readonly report: Report }) => unknown;

/** A rule's visits, each of which throws for what no reporter could show; the compiler checks the same in TypeScript. */
export function guarded(rule: Rule): Pick<Rule, 'visit' | 'having'> {
  const visits = Object.entries(rule.visit).map(([kind, visit]) => {
    // The engine calls each visit with a node of its kind and with the context of its rule, as `defineRule` promises.
    const ask = visit as Asked;
    let given: object | undefined;
    let checked: { readonly report: Report } | undefined;
    const checkedVisit: Asked = (node, context) => {
      if (checked === undefined || given !== context) {
        given = context;
        checked = checkedContext(rule, context);
      }
      refuseAnswer(ask(node, checked));
    };
    return [kind, checkedVisit];
  });
  return { ...rule, visit: Object.fromEntries(visits) };
}

function checkedContext<C extends { readonly report: Report }>(rule: Rule, context: C): C {
  const report: Report = (place, message, ...data) => {
    refuseReport(rule, place, message, data[0]);
    context.report(place, message, ...data);
  };
  return { ...context, report };
}

/** A visit that answers later reports after the scan is over, or fails when nobody listens any more. */
function refuseAnswer(answer: unknown): void {
  if (typeof answer !== 'object' || answer === null || !('then' in answer)) return;
  if (typeof answer.then === 'function') answer.then(undefined, () => undefined);
  throw new TypeError('a visit has to answer at once, and was declared as one that does not');
}

function refuseReport(
  rule: Rule,
  place: Pointer | DetailedPlace,
  message: string,
  data: unknown,
): void {
  if (!Object.hasOwn(rule.messages, message))
    throw new TypeError(`there is no message "${message}"`);
  if (typeof place !== 'object' || place === null)
    throw new TypeError('the place of a report has to be a node, or node.at(…)');
  const at = 'at' in place && typeof place.at === 'object' ? place.at : place;
  if (!('source' in at) || typeof at.source.locate !== 'function')
    throw new TypeError('the place of a report has to be a node, or node.at(…)');
  for (const [name, value] of Object.entries(data ?? {})) {
    if (typeof value !== 'string' && typeof value !== 'number')
      throw new TypeError(`"${name}" has to be a text or a number`);
  }
}
