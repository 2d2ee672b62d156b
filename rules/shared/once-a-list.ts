import { fact } from 'specgate/rule';

/**
 * What a question gives about a list, computed once as long as the list is the same: thousands of schemes may be accepted by
 * the same thousands of operations, those that inherit from the root. `question` is an object that stands for all that the
 * answer depends on besides, as a rule's options.
 */
export function onceAList<L extends object, T>(
  list: L,
  question: object,
  compute: (list: L) => T,
): T {
  const answers = answersAbout(list);
  const known = answers.get(question);
  // What is kept under a question is what its rule computed.
  if (known !== undefined) return known.value as T;
  const value = compute(list);
  answers.set(question, { value });
  return value;
}

const answersAbout = fact((_list: object) => new WeakMap<object, { readonly value: unknown }>());
