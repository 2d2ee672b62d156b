import { CONFIG_SCHEMA } from '../home.ts';
import type { Option } from '../rule/options.ts';
import type { Rule } from '../rule/rule.ts';
import { CONDITION } from './checks/keys.ts';
import { CONFIG } from './keys.ts';
import type { Shape } from './shape.ts';
import { LONGEST_GLOB } from './validate.ts';

type JsonSchema = { readonly [keyword: string]: unknown };

/** The JSON Schema (2020-12) of the configuration, with each rule and its options, for editors. */
export function configSchema(rules: readonly Rule[]): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: CONFIG_SCHEMA,
    title: 'Specgate configuration',
    ...schemaOf(CONFIG, rules),
    $defs: { condition: schemaOf(CONDITION, rules) },
  };
}

function schemaOf(shape: Shape, rules: readonly Rule[]): JsonSchema {
  switch (shape.type) {
    case 'text':
      return { type: 'string', minLength: 1 };
    case 'glob':
      return { type: 'string', minLength: 1, maxLength: LONGEST_GLOB };
    case 'date':
      return { type: 'string', format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
    case 'flag':
      return { type: 'boolean' };
    case 'number':
      return { type: 'number' };
    case 'any':
      return {};
    case 'integer':
      return {
        type: 'integer',
        minimum: shape.minimum,
        ...(shape.maximum === undefined ? {} : { maximum: shape.maximum }),
      };
    case 'choice':
      return { enum: shape.choices };
    case 'list':
      return { type: 'array', items: schemaOf(shape.of, rules) };
    case 'either':
      return { anyOf: shape.of.map((alternative) => schemaOf(alternative, rules)) };
    case 'map':
      return shape.keys === 'rule'
        ? ruleMap(shape.of, rules)
        : { type: 'object', additionalProperties: schemaOf(shape.of, rules) };
    case 'named':
      return { $ref: `#/$defs/${shape.name}` };
    case 'object':
      return objectSchema(shape, rules);
  }
}

function objectSchema(
  shape: Extract<Shape, { type: 'object' }>,
  rules: readonly Rule[],
): JsonSchema {
  const fields = Object.entries(shape.fields);
  const properties = fields.map(([name, { shape: of, about, default: fallback, example }]) => [
    name,
    {
      description: about,
      ...schemaOf(of, rules),
      ...(fallback === undefined ? {} : { default: fallback }),
      ...(example === undefined ? {} : { examples: [example] }),
    },
  ]);
  const required = fields.filter(([, field]) => field.required === true).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

/** Each rule by its id with its own options; rules of plug-ins have a `/` in theirs. */
function ruleMap(value: Shape, rules: readonly Rule[]): JsonSchema {
  const properties = rules.flatMap((rule) =>
    [rule.id, ...(rule.formerly ?? [])].map((id) => [
      id,
      { description: rule.title, ...valueSchema(value, rule, rules) },
    ]),
  );
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    patternProperties: { '/': schemaOf(value, rules) },
    additionalProperties: false,
  };
}

function valueSchema(value: Shape, rule: Rule, rules: readonly Rule[]): JsonSchema {
  if (value.type !== 'either') return schemaOf(value, rules);
  return {
    anyOf: value.of.map((alternative) => {
      const schema = schemaOf(alternative, rules);
      if (alternative.type !== 'object') return schema;
      // The schema of an object, made just now, has properties.
      const properties = { ...(schema.properties as JsonSchema), options: optionsSchema(rule) };
      return { ...schema, properties };
    }),
  };
}

function optionsSchema(rule: Rule): JsonSchema {
  const options = Object.entries(rule.options ?? {}).map(([name, option]) => [
    name,
    optionSchema(option),
  ]);
  return { type: 'object', properties: Object.fromEntries(options), additionalProperties: false };
}

function optionSchema(option: Option<unknown>): JsonSchema {
  const base = { description: option.about, default: option.default };
  switch (option.type) {
    case 'flag':
      return { ...base, type: 'boolean' };
    case 'texts':
      return { ...base, type: 'array', items: { type: 'string' } };
    case 'choice':
      return { ...base, enum: option.choices };
    case 'integer':
    case 'number':
      return {
        ...base,
        type: option.type,
        ...(option.minimum === undefined ? {} : { minimum: option.minimum }),
        ...(option.maximum === undefined ? {} : { maximum: option.maximum }),
      };
  }
}
