import type { Result } from '../../src/policy/verdict.ts';
import type { Rule } from '../../src/rule/rule.ts';
import { Source } from '../../src/source/source.ts';
import { RULES } from './rules.ts';
import { plan, ROOT } from './sample.ts';

/** So many findings of a rule in one file, one a line. */
export function many(count: number, rule: Rule = RULES.array, name = 'big'): readonly Result[] {
  const source = new Source(`${ROOT}/${name}.yaml`, 'key: 1\n'.repeat(count));
  const first = plan({ rule, source, text: 'key', data: { name: 'key' } });
  return Array.from({ length: count }, (_, at) => ({
    ...first,
    fingerprint: at.toString(16).padStart(16, '0'),
    location: {
      source,
      range: { start: { line: at + 1, column: 1 }, end: { line: at + 1, column: 4 } },
    },
  }));
}
