// The expressions of a workflow that `action.yml` uses, after GitHub's "Evaluate expressions in workflows and actions".

/** What an expression is asked in: values by name, and how the job stands. */
export interface Situation {
  readonly values: ReadonlyMap<string, string>;
  readonly hasFailed: boolean;
  readonly isCancelled: boolean;
}

/**
 * Whether a step runs. A condition that asks nothing of how the job stands is asked only while all went well, as on GitHub.
 * Whatever this knows nothing of is an error of the test.
 */
export function isMet(condition: string | undefined, situation: Situation): boolean {
  const { hasFailed, isCancelled } = situation;
  const text = /^\$\{\{(.*)\}\}$/s.exec(condition ?? '')?.[1] ?? condition ?? 'success()';
  const asksStatus = /\b(?:always|cancelled|failure|success)\(\)/.test(text);
  if (!asksStatus && (hasFailed || isCancelled)) return false;
  return text.split('||').some((part) => part.split('&&').every((term) => isTrue(term, situation)));
}

function isTrue(term: string, situation: Situation): boolean {
  const { values, hasFailed, isCancelled } = situation;
  const text = term.trim();
  if (text.startsWith('!')) return !isTrue(text.slice(1), situation);
  if (text === 'always()') return true;
  if (text === 'cancelled()') return isCancelled;
  if (text === 'failure()') return hasFailed && !isCancelled;
  if (text === 'success()') return !hasFailed && !isCancelled;
  const [, name = '', sign, literal] = /^([\w.-]+) (==|!=) '([^']*)'$/.exec(text) ?? [];
  if (name === '') throw new Error(`no rule for "${text}"`);
  // Texts are compared without regard to case.
  const isEqual = named(name, values).toLowerCase() === literal?.toLowerCase();
  return isEqual === (sign === '==');
}

/** A text with its expressions filled in, each of which may only name a value. */
export function filled(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{\{ *([\w.-]+) *\}\}/g, (_, name: string) => named(name, values));
}

function named(name: string, values: ReadonlyMap<string, string>): string {
  const value = values.get(name);
  if (value === undefined && name.startsWith('inputs.')) throw new Error(`no ${name}`);
  return value ?? '';
}
