import type { Finding, Settled } from '../engine/finding.ts';
import type { Api } from '../model/kinds.ts';
import { fingerprinter } from './fingerprint.ts';
import { severed } from './judge.ts';
import { locateAll, operationAt } from './place.ts';
import type { Policy } from './policy.ts';
import { WAIVER_RULES } from './rules.ts';
import { say, waiversByRule } from './suppress.ts';
import type { Placed } from './verdict.ts';
import { type Waiver, waiverKey, waiversElsewhere } from './waiver.ts';
import { coveringIn, indexOf, locateAbove } from './waiver-index.ts';

/** The findings and the waivers of one description. */
interface Found {
  readonly findings: readonly Finding[];
  readonly waivers: readonly Waiver[];
}

/**
 * Asks the model of a description all that judging will ask, so that its findings can be judged where the model is not.
 * What is off at its place is left out.
 */
export function settle(api: Api, { findings, waivers }: Found, policy: Policy): Found {
  locateAll([...findings, ...waivers.map((waiver) => say(waiver, WAIVER_RULES.unused, '', {}))]);
  const placed = severed(findings, policy);
  const covering = policy.inlineWaivers ? [...waivers, ...waiversElsewhere(api)] : [];
  const byRule = waiversByRule(covering, policy.known);
  const indexes = new Map([...byRule].map(([id, list]) => [id, indexOf(list)]));
  locateAbove(placed, indexes);
  const fingerprints = fingerprinter();
  const settled = (result: Placed, waivedBy: readonly string[]): Settled => {
    const { finding, severity } = result;
    const { method, apiPath } = operationAt(finding.at);
    return { severity, name: fingerprints.nameOf(finding), method, apiPath, waivedBy };
  };
  return {
    findings: placed.map((result) => {
      const { finding } = result;
      const index = indexes.get(finding.rule.id);
      const groups =
        index === undefined ? [] : coveringIn(index, result, result.location.source.uri);
      // One of a group stands for all.
      const waivedBy = groups.flatMap(([first]) => (first === undefined ? [] : waiverKey(first)));
      return { ...finding, settled: settled(result, waivedBy) };
    }),
    waivers: waivers.map((waiver) => {
      const said = Object.values(WAIVER_RULES).map((rule) => say(waiver, rule, '', {}));
      const off = said.map(({ rule }) => [rule.id, OFF] as const);
      const on = severed(said, policy).map(
        (result) => [result.finding.rule.id, settled(result, [])] as const,
      );
      return { ...waiver, settled: Object.fromEntries([...off, ...on]) };
    }),
  };
}

const OFF: Settled = {
  severity: 'off',
  name: '',
  method: undefined,
  apiPath: undefined,
  waivedBy: [],
};
