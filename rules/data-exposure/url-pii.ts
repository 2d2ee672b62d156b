import { defineRule, type Parameter, partsOf, pathOf, texts } from 'specgate/rule';
import { askersOf, isAsked, schemaOf } from '../shared/asked-parameters.ts';
import { fieldsIn, isNamed } from '../shared/named-fields.ts';
import { PII_CLASSES } from '../shared/pii.ts';
import { related } from '../shared/related.ts';
import { literalsOf } from '../shared/segments.ts';
import { holdsScalar } from '../shared/text-value.ts';
import { tokensOf } from '../shared/words.ts';

const GRAVE = ['government-id', 'financial', 'health', 'birth'];

export default defineRule({
  id: 'url-pii',
  title: 'Personal data is passed in the URL',
  category: 'data-exposure',
  severity: 'medium',
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-598', 'CWE-359', 'OWASP-API3:2023', 'OWASP-API8:2023'],
  tags: ['field-encryption'],
  why: 'URLs are kept in logs, caches and analytics, so personal data ends up in copies that nobody controls or deletes.',
  fix: 'Look the record up by an id that says nothing, or send the value in the body of a POST.',
  limits: 'Services that check a value, as `/iban/validate`, are fine.',

  options: {
    classes: texts(
      'The kinds of personal data that are asked about: `government-id`, `financial`, `health`, `birth`, `contact`, `name-address`.',
      GRAVE,
      [...GRAVE, 'contact', 'name-address'],
    ),
  },
  messages: {
    query: 'The query parameter "{name}" puts {kind} into the URL.',
    path: 'The path parameter "{name}" puts {kind} into the URL.',
    querystring: 'The property "{name}" puts {kind} into the query string.',
  },

  visit: {
    Parameter(parameter, { options, lexicons, report }) {
      const { in: location, name = '' } = parameter;
      if (location !== 'query' && location !== 'path' && location !== 'querystring') return;
      const schema = schemaOf(parameter);
      const uses = () => related(askersOf(parameter), 'asks for it.');
      for (const id of options.classes) {
        const kind = PII_CLASSES.get(id);
        if (kind === undefined) continue;
        if (location !== 'querystring' && isNamed(name, kind.list, lexicons)) {
          if (!isAsked(parameter) || !holdsScalar(schema) || isChecked(parameter)) continue;
          const data = { name, kind: kind.title };
          report({ at: parameter.at('name'), related: uses() }, location, data);
          return;
        }
        if (location === 'path' || schema === undefined) continue;
        const fields = partsOf(schema)
          .flatMap((part) => fieldsIn(part, kind.list, lexicons))
          .filter((field) => field.schema.readOnly !== true && holdsScalar(field.schema));
        if (fields.length === 0 || !isAsked(parameter) || isChecked(parameter)) continue;
        for (const field of fields) {
          const data = { name: field.name, kind: kind.title };
          report({ at: field.at, related: uses() }, 'querystring', data);
        }
      }
    },
  },
});

const CHECKS = new Set([
  'validate',
  'validation',
  'validator',
  'verify',
  'verification',
  'check',
  'valid',
]);

/** Whether the operation is there to check values. */
function isChecked(parameter: Parameter): boolean {
  const askers = askersOf(parameter);
  if (askers.length === 0) return false;
  return askers.every((asker) =>
    literalsOf(pathOf(asker))
      .slice(-2)
      .flatMap(tokensOf)
      .some((token) => CHECKS.has(token)),
  );
}
