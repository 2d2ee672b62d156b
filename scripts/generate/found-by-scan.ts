import type { Rule } from 'specgate/rule';
import { sentence } from '../../src/engine/finding.ts';
import { scan } from '../../src/index.ts';
import { pointerText } from '../../src/source/pointer.ts';
import type { Fixture, Outcome } from '../../src/testing/index.ts';

/** What a rule says about a fixture in a whole scan: how the gate's own rules, which judge waivers, are heard. */
export async function foundByScan(rule: Rule, { root }: Fixture): Promise<Outcome> {
  const input = { path: root.uri, content: root.text };
  const { results, failures } = await scan(input, { presets: ['strict'] });
  const own = results.filter(({ finding }) => finding.rule.id === rule.id);
  return {
    findings: own.map(({ finding, location }) => ({
      uri: location.source.uri,
      line: location.range.start.line,
      message: finding.message,
      pointer: pointerText(finding.at),
      sentence: sentence(rule.messages[finding.message] ?? '', finding.data),
    })),
    failures: failures.map(({ message }) => message),
  };
}
