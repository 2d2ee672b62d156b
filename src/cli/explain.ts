import { examples, type RuleExample } from '../../rules/examples.generated.ts';
import { paletteOf } from '../report/palette.ts';
import { withPlugins } from '../scan/plugins.ts';
import { ALL_RULES } from './all-rules.ts';
import { colorOf } from './color.ts';
import type { Call } from './command.ts';
import { declaredRules } from './declared-rules.ts';
import { explanation } from './explanation.ts';
import { type FoundRule, findRules } from './find-rules.ts';
import { LISTING_FORMATS } from './option-rows.ts';
import { PEER_NAMES } from './peer.ts';
import { pluginsFor } from './plugins.ts';
import { printReport } from './print-report.ts';
import { ruleJson } from './rule-json.ts';

/** `specgate explain`: what a rule is about, or which rules answer a check of another tool. */
export async function explain(call: Call): Promise<0> {
  const { operands, flags, io } = call;
  const asked = operands[0] ?? '';
  const plugins = await pluginsFor(flags, io.cwd, flags.text('policy'));
  const rules = withPlugins(ALL_RULES, plugins.plugins);
  // A built-in rule is explained whatever the configuration says.
  const isKnown = !asked.includes('/') || rules.some(({ id }) => id === asked);
  const found = findRules(asked, isKnown ? rules : [...rules, ...declaredRules(call, plugins)]);
  if (flags.one('format', LISTING_FORMATS) === 'json') {
    const answer = { asked, rules: found.map(foundJson) };
    await printReport([JSON.stringify(answer, undefined, 2), '\n'], io);
    return 0;
  }
  const paint = paletteOf(colorOf(flags, io.stdout, io));
  const width = Math.min(io.stdout.columns ?? 80, 100);
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) {
    const lead = first.check === undefined ? '' : `${answers(first)}\n\n`;
    const text = explanation(first.rule, exampleOf(first), { paint, width });
    await printReport([lead, text], io);
  } else await printReport([several(asked, found)], io);
  return 0;
}

function exampleOf({ rule }: FoundRule): RuleExample | undefined {
  return Object.hasOwn(examples, rule.id) ? examples[rule.id] : undefined;
}

function foundJson(found: FoundRule): object {
  const example = exampleOf(found);
  return {
    ...ruleJson(found.rule),
    ...(found.check === undefined ? {} : { answers: found.check }),
    ...(example === undefined ? {} : { example }),
  };
}

function answers({ rule, check }: FoundRule): string {
  return check === undefined
    ? rule.id
    : `"${check.id}" of ${PEER_NAMES[check.peer]} is answered by ${rule.id}.`;
}

function several(asked: string, found: readonly FoundRule[]): string {
  const longest = Math.max(...found.map(({ rule }) => rule.id.length));
  const lines = found.map(
    ({ rule, check }) =>
      `  ${rule.id.padEnd(longest)}  ${rule.title}${check === undefined ? '' : ` (${PEER_NAMES[check.peer]})`}`,
  );
  return `"${asked}" is answered by ${found.length} rules:\n\n${lines.join('\n')}\n\n\`specgate explain <rule>\` tells more of each.\n`;
}
