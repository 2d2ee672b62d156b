import {
  defineRule,
  flag,
  type Parameter,
  partsOf,
  type Schema,
  texts,
  typesOf,
} from 'specgate/rule';
import { askersOf, isAsked, schemaOf } from '../shared/asked-parameters.ts';
import { usersOfParameter } from '../shared/parameter-users.ts';
import { related } from '../shared/related.ts';
import { tokensOf } from '../shared/words.ts';

export default defineRule({
  id: 'object-id-sequential',
  title: 'Object id in the path is a guessable number',
  category: 'authorization',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-639', 'CWE-340', 'OWASP-API1:2023'],
  tags: ['input-validation'],
  why: "Whoever has one number can count to all others, so that a single forgotten check of ownership gives away everybody's data.",
  fix: 'Use random ids, such as UUIDs (`type: string`, `format: uuid`), and check on every call that the caller may see the object.',
  peers: {
    'spectral-owasp': ['owasp:api1:2023-no-numeric-ids'],
    vacuum: ['owasp-no-numeric-ids'],
    cherrybomb: ['active:CheckBOLA', 'active:CheckIDOR'],
  },

  options: {
    locations: texts('The places of parameters that are asked.', ['path'], ['path', 'query']),
    onlyWrites: flag('Ids that are only read by are fine.', false),
  },
  messages: {
    number: 'The id "{name}" is a number that can be guessed.',
    digits: 'The id "{name}" is made of digits alone, so it can be guessed.',
  },

  visit: {
    Parameter(parameter, { options, report }) {
      const { name, in: location } = parameter;
      // Whose place is not said may well stand in the path.
      if (location !== undefined && !options.locations.includes(location)) return;
      if (name === undefined || tokensOf(name).at(-1) !== 'id') return;
      const schema = schemaOf(parameter);
      const parts = schema === undefined ? [] : partsOf(schema);
      const numeric = parts.find(isNumber);
      const found = numeric ?? parts.find(isDigits);
      if (found === undefined || parts.some(isHarmless)) return;
      if (!isAsked(parameter) || isRepeated(parameter)) return;
      const askers = askersOf(parameter);
      if (options.onlyWrites && !askers.some((operation) => operation.isWriting)) return;
      const uses = related(askers, 'asks for it.');
      if (numeric === undefined)
        report({ at: found.at('pattern'), related: uses }, 'digits', { name });
      else report({ at: found.at('type'), related: uses }, 'number', { name });
    },
  },
});

/** Lookup tables are no secret below this many entries. */
const SMALL = 1000;

function isHarmless(schema: Schema): boolean {
  return schema.values !== undefined || (schema.upper?.value ?? SMALL) < SMALL;
}

function isNumber(schema: Schema): boolean {
  const types = typesOf([schema]);
  return types.length > 0 && types.every((type) => type === 'integer' || type === 'number');
}

/** `^\d+$` and the like. */
const DIGITS = /^\^?(?:\\d|\[0-9\]|\[1-9\](?:\\d|\[0-9\]))(?:[+*]|\{\d+(?:,\d*)?\})\$?$/;

function isDigits(schema: Schema): boolean {
  return schema.pattern !== undefined && DIGITS.test(schema.pattern);
}

/** Whether another operation of the same path has said the same before: one finding a path is enough. */
function isRepeated(parameter: Parameter): boolean {
  const [owner, ...others] = usersOfParameter(parameter);
  // What several operations share is one finding already.
  if (owner === undefined || others.length > 0) return false;
  for (const operation of owner.item?.operations ?? []) {
    if (operation === owner) return false;
    if (
      operation.parameters.some(
        (other) => other.name === parameter.name && other.in === parameter.in,
      )
    )
      return true;
  }
  return false;
}
