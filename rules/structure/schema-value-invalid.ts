import { defineRule, inTextOrder, placeNameOf, Schema } from 'specgate/rule';
import { labelOf } from '../shared/label.ts';
import { shownText } from '../shared/shown-text.ts';
import { mismatchOf } from '../shared/values/mismatch.ts';
import { shownValue } from '../shared/values/shown-value.ts';

export default defineRule({
  id: 'schema-value-invalid',
  title: 'Default or enum value contradicts its own schema',
  category: 'structure',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1173', 'CWE-1287', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'Defaults are applied without a check, so that the value goes around the limit that it breaks; and a value of `enum` that can never occur hides what was meant.',
  fix: 'Correct the value, or the type or limit that it contradicts. In YAML, mind the quotes: `"1"` is a text, `1` a number.',
  limits:
    'Conditions, `not` and `contains` are not asked, nor patterns that could take long to try.',
  peers: {
    kics: ['general/default_invalid', 'general/schema_enum_invalid'],
    vacuum: ['typed-enum', 'json-schema-enum-values-compatible', 'nullable-enum-contains-null'],
    cherrybomb: ['CheckDefaultType', 'CheckEnumType'],
    '42crunch': ['*default-invalid', '*enum-type-incompatible'],
    redocly: ['no-enum-type-mismatch', 'no-schema-type-mismatch'],
    ibm: ['ibm-typed-enum'],
    zally: ['125'],
  },

  messages: {
    default: 'The default of "{name}" does not fit: {reason}.',
    enum: 'A value of the enum of "{name}" does not fit: {reason}.',
    values: '{count} values of the enum of "{name}" do not fit, as {first}.',
    const: 'The const of "{name}" does not fit: {reason}.',
  },

  having: { Schema: ['default', 'enum', 'const'] },
  visit: {
    Schema(schema, { report }) {
      const { raw } = schema;
      if (schema.boolean !== undefined) return;
      const name = () => shownText(labelOf(schema), 50);
      if (raw.default !== undefined) {
        const found = mismatchOf(raw.default, schema, LENIENT);
        if (found !== undefined && !isNullOfAll(schema))
          report(schema.at('default'), 'default', { name: name(), reason: found.reason });
      }
      if (Array.isArray(schema.enum)) {
        const wrong = wrongEntries(schema.enum, schema);
        const [first, ...others] = wrong;
        if (first === undefined) return;
        const place = {
          at: schema.at('enum', first.index),
          related: others.map(({ index, reason }) => ({
            at: schema.at('enum', index),
            message: `This value does not fit either: ${reason}.`,
          })),
        };
        if (others.length === 0) report(place, 'enum', { name: name(), reason: first.reason });
        else report(place, 'values', { name: name(), count: wrong.length, first: first.shown });
      } else if (schema.const !== undefined) {
        const found = mismatchOf(schema.const, schema, ENTRIES);
        if (found !== undefined)
          report(schema.at('const'), 'const', { name: name(), reason: found.reason });
      }
    },
  },
});

/** A default of `null` in one of several alternatives is meant for all of them. */
function isNullOfAll({ raw, owner, parent }: Schema): boolean {
  if (raw.default !== null || !(owner instanceof Schema) || parent?.parent !== owner) return false;
  const isBranch = parent.key === 'anyOf' || parent.key === 'oneOf';
  return isBranch && mismatchOf(null, owner, LENIENT) === undefined;
}

const LENIENT = { mayLack: 'either' } as const;
const ENTRIES = { mayLack: 'either', exceptValues: true } as const;

interface Entry {
  readonly index: number;
  readonly shown: string;
  readonly reason: string;
}

/** Longer lists are looked at in part. */
const MOST_ENTRIES = 1000;

function wrongEntries(entries: readonly unknown[], schema: Schema): readonly Entry[] {
  const wrong: Entry[] = [];
  if (!mayExclude(schema)) return wrong;
  for (const [index, value] of entries.slice(0, MOST_ENTRIES).entries()) {
    const found = mismatchOf(value, schema, ENTRIES);
    if (found !== undefined) wrong.push({ index, shown: shownValue(value), reason: found.reason });
  }
  if (wrong.length < 2) return wrong;
  return inTextOrder(wrong, ({ index }) => placeNameOf(schema.at('enum', index), schema.api));
}

/** Whether the schema says anything beside its values. */
function mayExclude(schema: Schema): boolean {
  for (const key in schema.raw) if (!SILENT.has(key)) return true;
  return false;
}

const SILENT = new Set([
  'enum',
  'description',
  'title',
  'default',
  'example',
  'deprecated',
  'name',
  'in',
]);
