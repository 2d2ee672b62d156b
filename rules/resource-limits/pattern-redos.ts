import {
  type Api,
  defineRule,
  fact,
  flag,
  integer,
  lowest,
  type Schema,
  wholesOf,
} from 'specgate/rule';
import { isAsked } from '../shared/directions.ts';
import { patternsOf, shortened } from '../shared/patterns.ts';
import { type Question, type Redos, redosOf } from '../shared/regex/redos.ts';

export default defineRule({
  id: 'pattern-redos',
  title: 'Pattern is prone to catastrophic backtracking',
  category: 'resource-limits',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1333', 'OWASP-API4:2023'],
  tags: ['input-validation'],
  why: 'For a short text that someone made for it, the validator tries so many ways to match that it is busy for minutes or years.',
  fix: 'Let only one of the repeated parts match a given character, so that there is one way to read a text: `^\\w+(?:-\\w+)*$` instead of `^(\\w+-?)*$`.',
  limits:
    'Decided by the automaton of the expression and proved by counting steps; expressions that are too large, or that repeat a group by `\\1`, are passed over. Engines without backtracking (RE2, Go, Rust) are safe from it.',

  options: {
    polynomial: flag(
      'Growth with the square of the length, or more, is reported too where texts may have more than 1000 characters.',
      false,
      true,
    ),
    stateLimit: integer('Expressions with more states than this are passed over.', 5000, {
      minimum: 1,
    }),
  },
  messages: {
    exponential: 'The pattern "{pattern}" takes exponential time, as for {attack}.',
    polynomial: 'The pattern "{pattern}" takes more than linear time, as for {attack}.',
  },

  having: { Schema: ['pattern', 'patternProperties'] },
  visit: {
    Schema(schema, { options, report }) {
      const patterns = patternsOf(schema);
      if (patterns.length === 0 || !isAsked(schema)) return;
      for (const { text, at, isKey } of patterns) {
        const redos =
          ask(schema.api, text, { maxStates: options.stateLimit, polynomial: false }) ??
          (options.polynomial
            ? ask(schema.api, text, { maxStates: options.stateLimit, polynomial: true })
            : undefined);
        if (redos === undefined || (!isKey && !hasRoom(schema, redos))) continue;
        report(at, redos.growth, { pattern: shortened(text), attack: inWords(redos) });
      }
    },
  },
});

/** A description made to keep the scanner busy gets a few seconds and no more; large real ones take a hundredth of it. */
const effortOn = fact((_api: Api) => ({ exponential: 20_000_000, polynomial: 40_000_000 }));

function ask(api: Api, pattern: string, question: Question): Redos | undefined {
  const growth = question.polynomial ? 'polynomial' : 'exponential';
  const effort = effortOn(api);
  if (effort[growth] <= 0) return undefined;
  const { redos, cost } = redosOf(pattern, question);
  effort[growth] -= cost;
  return redos;
}

/** So many repetitions of the word in the middle cost a million steps where growth is exponential. */
const DANGEROUS_PUMPS = 20;
/** A text of this length costs a million steps where it is quadratic. */
const DANGEROUS_LENGTH = 1000;

/** Whether values may be long enough for an attack. */
function hasRoom(schema: Schema, { growth, prefix, pump, suffix }: Redos): boolean {
  const needed =
    growth === 'polynomial'
      ? DANGEROUS_LENGTH
      : prefix.length + pump.length * DANGEROUS_PUMPS + suffix.length;
  return wholesOf(schema).some(({ parts }) => {
    const isListed = parts.some((part) => part.values !== undefined);
    return !isListed && (lowest(parts, 'maxLength') ?? Infinity) > needed;
  });
}

function inWords({ prefix, pump, suffix }: Redos): string {
  const parts = [prefix, pump, suffix].map((part) => JSON.stringify(part));
  return `${parts[0]} + ${parts[1]}.repeat(30) + ${parts[2]}`;
}
