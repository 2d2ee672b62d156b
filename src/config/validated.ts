import type { Rule } from '../rule/rule.ts';
import type { Source } from '../source/source.ts';
import { compileChecks } from './checks/compile.ts';
import { complain } from './complain.ts';
import { CONFIG, type ConfigFile } from './keys.ts';
import { listAt } from './list-at.ts';
import { type KnownRules, mistakesIn, type RuleLike } from './validate.ts';

/** The value as what it is, with what its checks became. Throws a UserError with the place of each mistake. */
export function validated(
  written: unknown,
  source: Source,
  rules: KnownRules,
): { readonly value: ConfigFile; readonly checks: readonly Rule[] } {
  const own = new Map([...rules, ...announced(written)]);
  const mistakes = mistakesIn(written, CONFIG, own);
  if (mistakes.length > 0) throw complain(source, source.uri, mistakes);
  // Validated just now against the shape that the type follows from.
  const value = written as ConfigFile;
  const compiled = compileChecks(value.checks ?? [], rules);
  if (compiled.mistakes.length > 0) throw complain(source, source.uri, compiled.mistakes);
  return { value, checks: compiled.rules };
}

/** The ids that the checks of a file are going to have, so that its other keys may name them; they take no options. */
function announced(written: unknown): readonly (readonly [string, RuleLike])[] {
  return listAt(written, 'checks').flatMap((check: unknown) => {
    const id: unknown = typeof check === 'object' && check !== null && Reflect.get(check, 'id');
    return typeof id === 'string' ? [[id, {}] as const] : [];
  });
}
