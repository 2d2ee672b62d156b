import { UserError } from '../errors.ts';
import type { Rule } from '../rule/rule.ts';
import { suggest } from '../rule/suggest.ts';
import { whereToLook } from '../scan/select.ts';
import { matchingCheck, type PeerCheck, peerChecks } from './peer.ts';

/** A rule that was asked for, and by which name. */
export interface FoundRule {
  readonly rule: Rule;
  /** The other tool's check that led to it; undefined for our own id. */
  readonly check: PeerCheck | undefined;
}

/** The rules that a name stands for: our own id, an earlier one, or a check of another tool. Throws a UserError for none. */
export function findRules(asked: string, rules: readonly Rule[]): readonly FoundRule[] {
  // Our own ids are in small letters, however they were written down.
  const id = asked.toLowerCase();
  const own = rules.filter((rule) => rule.id === id || rule.formerly?.includes(id));
  if (own.length > 0) return own.map((rule) => ({ rule, check: undefined }));
  const found = rules.flatMap((rule) => {
    const check = matchingCheck(rule, asked);
    return check === undefined ? [] : [{ rule, check }];
  });
  if (found.length > 0) return found;
  const names = rules.flatMap((rule) => [rule.id, ...peerChecks(rule).map(({ id }) => id)]);
  const near = suggest(asked, names);
  throw new UserError(
    `There is no rule "${asked}", and none that answers a check of that name in another tool.`,
    whereToLook(asked, near),
  );
}
