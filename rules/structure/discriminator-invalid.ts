import {
  branchesOf,
  type Discriminator,
  Discriminator as DiscriminatorNode,
  defineRule,
  inTextOrder,
  partsOf,
  placeNameOf,
  propertiesOf,
  Schema,
  typesOf,
} from 'specgate/rule';
import { labelOf } from '../shared/label.ts';
import { shownText } from '../shared/shown-text.ts';
import { isWritten } from '../shared/written-property.ts';

export default defineRule({
  id: 'discriminator-invalid',
  title: 'Discriminator cannot select safely',
  category: 'structure',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-843', 'CWE-1173', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'Where the value that tells the variants apart may be missing or wrong, the body is checked by the wrong variant, or by none.',
  fix: 'Define the property as a text with an `enum` in each variant, and list it in `required`.',
  limits:
    'Of a parent from which others inherit by `allOf`, only the parent is judged. Mappings to documents that are not fetched are not followed.',
  peers: {
    kics: [
      'general/schema_discriminator_mismatch_defined_properties',
      'general/schema_discriminator_not_required',
      'general/schema_discriminator_property_not_string',
    ],
    vacuum: ['oas2-discriminator'],
    '42crunch': ['*semantic-discriminator-*'],
    redocly: ['spec-discriminator-defaultMapping'],
    ibm: ['ibm-discriminator-property'],
  },

  messages: {
    undefined: 'The discriminator "{name}" is no property of "{schema}".',
    optional: 'The discriminator "{name}" is not required in "{schema}".',
    type: 'The discriminator "{name}" of "{schema}" is no text.',
    mapping: 'The mapping of "{value}" leads to no schema.',
  },

  visit: {
    Discriminator(discriminator, { report }) {
      const { owner, propertyName: name } = discriminator;
      if (!(owner instanceof Schema) || name === undefined) return;
      const at =
        discriminator.has('propertyName') && discriminator.api.version !== '2.0'
          ? discriminator.at('propertyName')
          : discriminator;
      const wrong = variantsOf(owner, name).flatMap((schema) => {
        const problem = problemOf(schema, name, discriminator);
        return problem === undefined ? [] : [{ schema, problem }];
      });
      // One is told: of the worst, the first by its name.
      const [worst] = inTextOrder(
        wrong,
        ({ schema, problem }) =>
          `${PROBLEMS.indexOf(problem)} ${placeNameOf(schema, discriminator.api)}`,
      );
      if (worst === undefined) return;
      const { schema, problem } = worst;
      const related = schema === owner ? [] : [{ at: schema, message: 'This is the variant.' }];
      const data = { name: shownText(name, 25), schema: shownText(labelOf(schema), 30) };
      report({ at, related }, problem, data);
    },

    Reference(reference, { report }) {
      if (!(reference.owner instanceof DiscriminatorNode) || reference.fault !== undefined) return;
      const { problem } = reference;
      if (problem !== 'unresolved' && problem !== 'mismatch' && problem !== 'malformed') return;
      report(reference.place, 'mapping', { value: shownText(String(reference.key)) });
    },
  },
});

const PROBLEMS = ['undefined', 'type', 'optional'] as const;
type Problem = (typeof PROBLEMS)[number];

/** The schemas that must have the property: the schema itself, or else each of its alternatives. */
function variantsOf(schema: Schema, name: string): readonly Schema[] {
  const branches = branchesOf(schema);
  // An alternative that leads nowhere is a fault of its own.
  return branches.length === 0 || propertiesOf(schema).has(name) ? [schema] : branches;
}

function problemOf(
  schema: Schema,
  name: string,
  discriminator: Discriminator,
): Problem | undefined {
  // A variant may itself be a choice between others.
  const inner = branchesOf(schema);
  const parts = partsOf(schema);
  const property = propertiesOf(schema).get(name);
  if (property === undefined) {
    if (parts.some((part) => isWritten(part.raw.properties, name))) return undefined;
    if (inner.length > 0 && inner.every((each) => propertiesOf(each).has(name))) return undefined;
    return parts.some(isIncomplete) ? undefined : 'undefined';
  }
  if (!isText(property)) return 'type';
  const isRequired = parts.some((part) => part.requiredNames.includes(name));
  return isRequired || discriminator.defaultMapping !== undefined ? undefined : 'optional';
}

function isText(property: Schema): boolean {
  const parts = partsOf(property);
  const types = typesOf(parts);
  if (types.length > 0) return types.every((type) => type === 'string');
  const values = parts.find((part) => part.values !== undefined)?.values;
  return values === undefined || values.every((value) => typeof value === 'string');
}

/** Whether some of what holds together with the schema cannot be found. */
function isIncomplete({ raw, allOf, ref }: Schema): boolean {
  const members = raw.allOf;
  return (
    (Array.isArray(members) && members.length > allOf.length) ||
    (raw.$ref !== undefined && ref === undefined)
  );
}
