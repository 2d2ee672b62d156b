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
  const isDetailed = 'at' in place && typeof place.at === 'object';
  refusePlace(isDetailed ? place.at : place);
  if (isDetailed) refuseDetails(place);
  for (const [name, value] of Object.entries(data ?? {})) {
    if (typeof value !== 'string' && typeof value !== 'number')
      throw new TypeError(`"${name}" has to be a text or a number`);
  }
}

function refusePlace(at: unknown): void {
  const isPlace =
    typeof at === 'object' &&
    at !== null &&
    'source' in at &&
    typeof at.source === 'object' &&
    at.source !== null &&
    'locate' in at.source;
  if (!isPlace) throw new TypeError('the place of a report has to be a node, or node.at(…)');
}

function refuseDetails({ related, detail, secret, span }: DetailedPlace): void {
  refuseUnless(isTextOrNothing(detail), '"detail" has to be a text');
  refuseUnless(isTextOrNothing(secret), '"secret" has to be a text');
  const { start, end } = span ?? { start: 0, end: 0 };
  refuseUnless(Number.isInteger(start) && Number.isInteger(end), '"span" has to be two offsets');
  refuseUnless(related === undefined || Array.isArray(related), '"related" has to be a list');
  for (const { at, message } of related ?? []) {
    refusePlace(at);
    refuseUnless(typeof message === 'string', 'the message of a related place has to be a text');
  }
}

function refuseUnless(isRight: boolean, problem: string): void {
  if (!isRight) throw new TypeError(problem);
}

function isTextOrNothing(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}
