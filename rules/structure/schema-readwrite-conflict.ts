import { defineRule, partsOf, type Schema } from 'specgate/rule';
import { labelOf } from '../shared/label.ts';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'schema-readwrite-conflict',
  title: 'Property is both readOnly and writeOnly',
  category: 'structure',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  versions: ['3.0', '3.1', '3.2'],
  references: ['CWE-697', 'OWASP-API3:2023'],
  tags: ['schema-validation'],
  why: 'It would be sent in neither direction: some tools drop it, some let it pass both ways, and what was to be protected is not.',
  fix: 'Keep `readOnly` for what the server sets, `writeOnly` for secrets that clients send.',
  peers: {
    kics: ['3.0/schema_with_both_read_only_and_write_only'],
    '42crunch': ['*validation-schema-write-read-only'],
  },

  messages: {
    both: '"{name}" is both readOnly and writeOnly.',
    together: '"{name}" is readOnly, and writeOnly by another part of the same schema.',
  },

  visit: {
    Schema(schema, { report }) {
      if (isBoth(schema)) {
        report(schema, 'both', { name: shownText(labelOf(schema), 60) });
        return;
      }
      if (schema.allOf.length === 0 && schema.ref === undefined) return;
      const parts = partsOf(schema);
      if (clashes(parts)) {
        // A member that clashes by itself is told there.
        if (!membersOf(schema).some((member) => clashes(partsOf(member))))
          report(schema, 'together', { name: shownText(labelOf(schema), 25) });
      }
      for (const [name, places] of clashingProperties(parts)) {
        if (membersOf(schema).some((member) => clashingProperties(partsOf(member)).has(name)))
          continue;
        const [at, other] = places;
        const related = [{ at: other, message: 'Here it is writeOnly.' }];
        report({ at, related }, 'together', { name: shownText(name, 25) });
      }
    },
  },
});

function isBoth({ readOnly, writeOnly }: Schema): boolean {
  return readOnly === true && writeOnly === true;
}

function clashes(parts: readonly Schema[]): boolean {
  return (
    parts.some(({ readOnly }) => readOnly === true) &&
    parts.some(({ writeOnly }) => writeOnly === true)
  );
}

function membersOf(schema: Schema): readonly Schema[] {
  return schema.ref === undefined ? schema.allOf : [schema.ref, ...schema.allOf];
}

/** Properties that one part calls `readOnly` and another one `writeOnly`. */
function clashingProperties(
  parts: readonly Schema[],
): ReadonlyMap<string, readonly [Schema, Schema]> {
  const found = new Map<string, readonly [Schema, Schema]>();
  const readOnly = new Map<string, Schema>();
  for (const part of parts)
    for (const [name, property] of part.properties)
      if (property.readOnly === true) readOnly.set(name, property);
  if (readOnly.size === 0) return found;
  for (const part of parts) {
    for (const [name, property] of part.properties) {
      const other = readOnly.get(name);
      if (property.writeOnly === true && other !== undefined && other !== property)
        found.set(name, [other, property]);
    }
  }
  return found;
}
