import { CLASSES, type Kind } from '../../model/kinds.ts';
import { VERSIONS } from '../../model/version.ts';
import { CATEGORIES, type Category } from '../../rule/categories.ts';
import { CONFIDENCES, SEVERITIES } from '../../rule/severity.ts';
import {
  any,
  choice,
  either,
  type Fields,
  flag,
  integer,
  list,
  named,
  number,
  object,
  type Shape,
  text,
  type ValueOf,
} from '../shape.ts';

/** The kinds of nodes that a check may ask about. */
export const CHECKED_KINDS: readonly Kind[] = [
  'Api',
  // The names of the table of classes are kinds.
  ...(Object.keys(CLASSES) as (keyof typeof CLASSES)[]),
  'Extension',
];

/** What is known of a node beyond its fields. */
export const VALUE_FACTS = [
  'hosts',
  'key',
  'method',
  'name',
  'path',
  'schemes',
  'scopes',
  'types',
  'version',
] as const;
export type ValueFact = (typeof VALUE_FACTS)[number];

/** The category `policy` is for the gate's own rules, which no preset leaves out. */
const OWN_CATEGORIES = (Object.keys(CATEGORIES) as Category[]) // The keys of that table.
  .filter((name) => name !== 'policy');

const condition = named('condition', (): Shape => CONDITION);
const globs = either(text, list(text));

/** What may be asked of a value, the field's or the fact's. */
export const TESTS = {
  present: { shape: flag, about: 'Whether it is there.' },
  equals: { shape: any, about: 'It is exactly this.' },
  'one-of': { shape: list(any), about: 'It is one of these.' },
  glob: {
    shape: globs,
    about:
      'The text matches one of these: `*` is anything but `/`, `**` anything, `?` one character.',
  },
  matches: {
    shape: text,
    about:
      'A regular expression finds something in the text (its first 1,000 characters). Matched in linear time: no backreferences, no lookaround.',
  },
  minimum: { shape: number, about: 'The number is at least this.' },
  maximum: { shape: number, about: 'The number is at most this.' },
  'min-length': { shape: integer(0), about: 'The text has at least so many characters.' },
  'max-length': { shape: integer(0), about: 'The text has at most so many characters.' },
  'min-count': { shape: integer(0), about: 'The list or map has at least so many entries.' },
  'max-count': { shape: integer(0), about: 'The list or map has at most so many entries.' },
  some: { shape: condition, about: 'The condition holds for an entry of the list or map.' },
  every: { shape: condition, about: 'The condition holds for every entry of the list or map.' },
  schema: {
    shape: any,
    about:
      'A JSON Schema that the value as written has to satisfy; without `field`, the whole node.',
  },
} as const satisfies Fields;

const FLAGS = {
  inbound: { shape: flag, about: 'Clients call the operation; not a callback, not a webhook.' },
  public: {
    shape: flag,
    about: 'The operation says itself that it is public: `security: []` or `x-public: true`.',
  },
  anonymous: { shape: flag, about: 'The operation never needs a credential.' },
  'optional-auth': {
    shape: flag,
    about: 'The operation takes a credential and does not need one.',
  },
  writing: { shape: flag, about: 'The method of the operation may change something.' },
} as const satisfies Fields;

const SHORT = {
  path: { shape: globs, about: 'The path of the operation matches a glob.' },
  name: { shape: globs, about: 'The name (else the operationId, else the key) matches a glob.' },
  method: { shape: globs, about: 'The method in lower case matches a glob.' },
} as const satisfies Fields;

/** A condition: all of its keys have to hold. */
export const CONDITION = object({
  all: { shape: list(condition), about: 'All of these hold.' },
  any: { shape: list(condition), about: 'One of these holds.' },
  not: { shape: condition, about: 'This does not hold.' },
  field: {
    shape: text,
    about:
      'What is asked about: a field, or one below it with `/` between the steps (`info/contact/email`; `/` in a name is `~1`). References are followed.',
  },
  fact: {
    shape: choice(VALUE_FACTS),
    about: 'In place of `field`: what is known of the node beyond its fields.',
  },
  ...TESTS,
  ...FLAGS,
  direction: {
    shape: choice(['request', 'response']),
    about: 'Values of the schema are sent to the API, or sent by it.',
  },
  ...SHORT,
  version: {
    shape: list(choice(VERSIONS)),
    about: 'The version of the description is one of these.',
  },
});
export type Condition = ValueOf<typeof CONDITION>;

/** The keys of one check. */
export const CHECK = {
  id: { shape: text, about: 'The id of the rule: `acme/no-pets`.', required: true },
  title: { shape: text, about: 'What is wrong, in a few words.', required: true },
  kind: { shape: choice(CHECKED_KINDS), about: 'The kind of node that is asked.', required: true },
  when: { shape: condition, about: 'Only nodes for which this holds are asked.' },
  require: { shape: condition, about: 'What has to hold.' },
  forbid: { shape: condition, about: 'What must not hold.' },
  message: {
    shape: text,
    about: 'One sentence; `{name}`, `{path}` and other facts and fields are filled in.',
  },
  at: {
    shape: text,
    about:
      'The field that is pointed at; by default the `field` of `require` or `forbid`, else the node.',
  },
  severity: { shape: choice(SEVERITIES), about: 'The harm.', default: 'medium' },
  confidence: {
    shape: choice(CONFIDENCES),
    about: 'How often a finding is true.',
    default: 'high',
  },
  category: {
    shape: choice(OWN_CATEGORIES),
    about: 'Where the rule stands in lists and in the score.',
    default: 'inventory',
  },
  why: { shape: text, about: 'The danger.' },
  fix: { shape: text, about: 'What to write instead.' },
  references: { shape: list(text), about: 'CWE and OWASP ids: `CWE-598`, `OWASP-API2:2023`.' },
} as const satisfies Fields;

const SHAPE = object(CHECK);
/** A check as it is written. */
export type Check = ValueOf<typeof SHAPE>;
