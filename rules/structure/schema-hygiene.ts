import { defineRule, inTextOrder, type Schema, texts } from 'specgate/rule';
import { labelOf } from '../shared/label.ts';
import { shownText } from '../shared/shown-text.ts';
import { isSame } from '../shared/values/equal.ts';
import { shownValue } from '../shared/values/shown-value.ts';

export default defineRule({
  id: 'schema-hygiene',
  title: 'Redundant or contradictory schema keyword',
  category: 'structure',
  severity: { recommended: 'off', strict: 'info' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1164', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'What is said twice hides which of the two is meant to hold.',
  fix: 'Keep the keyword that has an effect, and delete the other one.',
  limits: 'Off in both presets: it finds untidiness, not danger.',
  peers: {
    kics: [
      '2.0/constraining_enum_property',
      'general/object_using_enum_with_keyword',
      'general/required_property_default_value',
    ],
    vacuum: ['duplicated-entry-in-enum', 'no-unnecessary-combinator'],
    '42crunch': ['*enum-property-improper', '*warning-parameter-required-default'],
    redocly: ['no-duplicated-enum-values'],
    ibm: ['ibm-no-default-for-required-parameter', 'ibm-no-superfluous-allof'],
  },

  options: {
    checks: texts(
      'What is looked for: `enum-with-constraint`, `required-with-default`, `duplicate-enum`, `single-allof`.',
      ['enum-with-constraint', 'required-with-default', 'duplicate-enum'],
    ),
  },
  messages: {
    constraint: '"{keyword}" of "{name}" has no effect beside the list of its values.',
    property: 'The property "{name}" is required, so that its default is never used.',
    parameter: 'The parameter "{name}" is required, so that its default is never used.',
    duplicate: 'The value {value} stands twice in the enum of "{name}".',
    single: 'The "{keyword}" of "{name}" has one member and nothing beside it.',
  },

  having: { Schema: ['enum', 'const', 'required', 'allOf', 'anyOf', 'oneOf'] },
  visit: {
    Schema(schema, { options, report }) {
      if (schema.boolean !== undefined) return;
      const { checks } = options;
      const { values } = schema;
      if (values !== undefined) {
        const name = shownText(labelOf(schema), 30);
        if (checks.includes('enum-with-constraint')) {
          const keyword = CONSTRAINTS.find((each) => schema.has(each));
          if (keyword !== undefined) report(schema.at(keyword), 'constraint', { keyword, name });
        }
        if (checks.includes('duplicate-enum')) {
          const index = secondOf(values);
          if (index !== -1) {
            const value = shownValue(values[index]);
            report(schema.at('enum', index), 'duplicate', { value, name });
          }
        }
      }
      if (checks.includes('required-with-default') && schema.properties.size > 0) {
        for (const name of schema.requiredNames) {
          const property = schema.properties.get(name);
          if (property?.has('default') === true)
            report(property.at('default'), 'property', { name: shownText(name, 40) });
        }
      }
      if (checks.includes('single-allof')) {
        const keyword = COMBINATORS.find((each) => isAlone(schema, each));
        if (keyword !== undefined)
          report(schema.at(keyword), 'single', { keyword, name: shownText(labelOf(schema), 30) });
      }
    },

    Parameter(parameter, { options, report }) {
      if (parameter.required !== true || !options.checks.includes('required-with-default')) return;
      const { schema } = parameter;
      if (schema?.has('default') === true)
        report(schema.at('default'), 'parameter', { name: shownText(parameter.name ?? '', 40) });
    },
  },
});

const CONSTRAINTS = [
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
] as const;

const COMBINATORS = ['allOf', 'anyOf', 'oneOf'] as const;

/** Longer lists are looked through in part. */
const MOST_VALUES = 500;

/** Where a value stands for the second time, of several the first by its text; -1 where none does. */
function secondOf(values: readonly unknown[]): number {
  const some = values.slice(0, MOST_VALUES);
  const texts = new Set<unknown>();
  const repeated = [...some.entries()].filter(([index, value]) => {
    if (typeof value === 'object' && value !== null)
      return some.slice(0, index).some((other) => isSame(other, value));
    const isKnown = texts.has(value);
    texts.add(value);
    return isKnown;
  });
  const [first] = inTextOrder(repeated, ([, value]) => shownValue(value));
  return first?.[0] ?? -1;
}

/** Wrapping a reference so that something can stand beside it is what `allOf` of one is for. */
function isAlone({ raw }: Schema, keyword: (typeof COMBINATORS)[number]): boolean {
  const members = raw[keyword];
  return Array.isArray(members) && members.length === 1 && Object.keys(raw).length === 1;
}
