import { defineRule, flag, partsOf, type Schema, type Whole, wholesOf } from 'specgate/rule';
import { directions, isAsked, ONLY_RETURNED, weighed } from '../shared/directions.ts';
import { labelOf } from '../shared/label.ts';

export default defineRule({
  id: 'object-open-implicit',
  title: 'Request object does not reject undeclared properties',
  category: 'input-validation',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  weighsLess: ONLY_RETURNED,
  since: '0.1',
  references: ['CWE-915', 'OWASP-API3:2023'],
  tags: ['schema-validation'],
  why: 'Extra keys are accepted unless a schema says otherwise, so that fields which callers must not set pass validation.',
  fix: 'Add `additionalProperties: false`; since 3.1, around `allOf` and its like, `unevaluatedProperties: false`.',
  peers: {
    kics: ['3.0/additional_properties_too_permissive'],
    cherrybomb: ['CheckAdditionalProperties'],
    '42crunch': ['*object-additionalproperties-true'],
  },

  aggregate: 'document',
  aggregateFrom: 5,
  options: {
    directions,
    exemptComposition: flag(
      'Until 3.0, objects made of several schemas are fine: closing one of them would refuse the properties of the others.',
      true,
    ),
  },
  messages: {
    open: 'The object "{name}" accepts properties that it does not list.',
    composed:
      'The object "{name}", made of several schemas, accepts properties that none of them lists.',
  },

  visit: {
    Schema(schema, { options, report, eligible }) {
      if (!mayList(schema) || !isAsked(schema, options.directions)) return;
      const wholes = wholesOf(schema).filter(isListed);
      if (wholes.length === 0) return;
      eligible();
      const composed = wholes.filter(isComposed);
      const name = labelOf(schema);
      if (composed.length === 0) {
        // Of the schemas that judge one object, the one that lists its properties answers.
        if (schema.properties.size > 0 && wholes.some(isOpen))
          report(weighed(schema), 'open', { name });
        return;
      }
      if (options.exemptComposition && schema.api.hasOldSchemas) return;
      if (composed.some((whole) => composes(schema, whole) && isOpen(whole))) {
        report(weighed(schema), 'composed', { name });
      }
    },
  },
});

function mayList({ properties, allOf, oneOf, anyOf, ref }: Schema): boolean {
  return (
    properties.size > 0 ||
    allOf.length > 0 ||
    oneOf.length > 0 ||
    anyOf.length > 0 ||
    ref !== undefined
  );
}

function isListed({ parts }: Whole): boolean {
  return (
    parts.some((part) => part.properties.size > 0) || alternatives(parts).some(listsProperties)
  );
}

/** Whether more than one schema lists properties of the object. */
function isComposed({ parts }: Whole): boolean {
  const listing = parts.filter((part) => part.properties.size > 0).length;
  return listing > 1 || (listing === 1 && alternatives(parts).some(listsProperties));
}

/** Whether the object is put together here: at the outermost schema of all, or at the branch that all its properties are listed in. */
function composes(schema: Schema, { head, parts }: Whole): boolean {
  if (head === schema) return true;
  const isBranch = parts.some(
    ({ oneOf, anyOf }) => oneOf.includes(schema) || anyOf.includes(schema),
  );
  if (!isBranch) return false;
  const own = new Set(partsOf(schema));
  return parts.every((part) => part.properties.size === 0 || own.has(part));
}

/** The alternatives from which none has been chosen yet. */
function alternatives(parts: readonly Schema[]): readonly Schema[] {
  return parts
    .flatMap((part) => [part.oneOf, part.anyOf])
    .filter((branches) => !branches.some((branch) => parts.includes(branch)))
    .flat();
}

function listsProperties(branch: Schema): boolean {
  return partsOf(branch).some((part) => part.properties.size > 0);
}

function isOpen({ parts }: Whole): boolean {
  return !parts.some(
    (part) =>
      part.has('additionalProperties') ||
      part.has('unevaluatedProperties') ||
      part.maxProperties !== undefined,
  );
}
