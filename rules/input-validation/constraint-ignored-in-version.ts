import { defineRule, texts, type Version } from 'specgate/rule';
import { matchesAny } from '../shared/globs.ts';
import { labelOf } from '../shared/label.ts';
import { otherSpelling } from '../shared/other-spelling.ts';

export default defineRule({
  id: 'constraint-ignored-in-version',
  title: 'Constraint is ignored in this OpenAPI version',
  category: 'input-validation',
  severity: 'medium',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-1173', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'Whoever reads the description sees a rule, and validators see none.',
  fix: 'Use what the declared version has for it, or declare a newer version.',
  peers: {
    vacuum: ['oas-schema-check', 'oas2-anyOf', 'oas2-oneOf'],
    '42crunch': ['*semantic-unknown-property'],
    redocly: ['struct', 'nullable-type-sibling'],
    ibm: ['ibm-no-unsupported-keywords', 'ibm-schema-keywords'],
  },

  options: {
    dialects: texts('Dialects of schemas that validators know; `*` stands for any text.', [
      'https://json-schema.org/draft/2020-12/schema',
      'https://spec.openapis.org/oas/3.*/dialect/*',
    ]),
  },
  messages: {
    ignored: 'OpenAPI {version} ignores `{keyword}` of "{name}".',
    spelling: 'OpenAPI {version} ignores `{keyword}` of "{name}" where it is {written}.',
    dialect: 'Validators need not know the dialect "{dialect}", and may then check nothing.',
  },

  visit: {
    Api(api, { options, report }) {
      const dialect = api.jsonSchemaDialect;
      if (dialect === undefined || matchesAny(dialect, options.dialects)) return;
      report(api.at('jsonSchemaDialect'), 'dialect', { dialect });
    },
    Schema(schema, { version, options, report }) {
      const unknown = UNKNOWN[version];
      for (const keyword in schema.raw) {
        if (unknown.has(keyword)) {
          if (schema.raw[keyword] === false && MARKS.has(keyword)) continue;
          report(schema.at(keyword), 'ignored', { version, keyword, name: labelOf(schema) });
        } else {
          const written = otherSpelling(schema, keyword);
          if (written === undefined) continue;
          report(schema.at(keyword), 'spelling', {
            version,
            keyword,
            written,
            name: labelOf(schema),
          });
        }
      }
      const dialect = schema.$schema;
      if (dialect === undefined || matchesAny(dialect, options.dialects)) return;
      report(schema.at('$schema'), 'dialect', { dialect });
    },
  },
});

/** What came with JSON Schema 2020-12, and so with 3.1. */
const SINCE_31 = [
  'const',
  'patternProperties',
  'propertyNames',
  'if',
  'then',
  'else',
  'dependentRequired',
  'dependentSchemas',
  'contains',
  'minContains',
  'maxContains',
  'prefixItems',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contentMediaType',
  'contentEncoding',
];
/** Drafts that no version ever followed, or that 3.1 left behind. */
const OLD = ['dependencies', 'additionalItems'];

const UNKNOWN: { readonly [V in Version]: ReadonlySet<string> } = {
  '2.0': new Set([...SINCE_31, ...OLD, 'oneOf', 'anyOf', 'not', 'nullable', 'writeOnly']),
  '3.0': new Set([...SINCE_31, ...OLD]),
  '3.1': new Set([...OLD, 'nullable']),
  '3.2': new Set([...OLD, 'nullable']),
};

/** Marks that say nothing where they are false. */
const MARKS = new Set(['nullable', 'writeOnly']);
