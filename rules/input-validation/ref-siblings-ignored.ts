import { defineRule, flag, type Reference } from 'specgate/rule';

export default defineRule({
  id: 'ref-siblings-ignored',
  title: 'Keyword next to $ref is ignored',
  category: 'input-validation',
  severity: 'medium',
  confidence: 'high',
  weighsLess: 'info for texts and examples',
  since: '0.1',
  references: ['CWE-1173', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'A limit or a `writeOnly` beside a reference looks as if it held, and has no effect.',
  fix: 'Write `allOf` with the reference as its only member and the keyword beside it, or move the keyword to where the reference leads.',
  limits:
    'Since 3.1 keywords beside the `$ref` of a schema count; there, only references to other things are asked about.',
  peers: {
    kics: ['general/json_ref_alongside_properties'],
    vacuum: ['no-$ref-siblings', 'oas3-no-$ref-siblings'],
    '42crunch': ['*warning-reference-property'],
    redocly: ['spec-ref-siblings'],
  },

  options: {
    reportDescriptive: flag('Texts and examples beside a reference are reported too.', false, true),
  },
  messages: {
    ignored: '`{keyword}` beside `$ref` has no effect.',
    descriptive: '`{keyword}` beside `$ref` is not shown.',
  },

  visit: {
    Reference(reference, { options, report }) {
      if (!ignoresSiblings(reference)) return;
      for (const keyword in reference.raw) {
        if (keyword === '$ref' || keyword.startsWith('x-')) continue;
        const isDescriptive = DESCRIPTIVE.has(keyword);
        if (isDescriptive && (!options.reportDescriptive || isShown(reference, keyword))) continue;
        if (!isDescriptive && isRepeated(reference, keyword)) continue;
        const at = reference.at(keyword);
        if (isDescriptive) report({ at, atMost: 'info' }, 'descriptive', { keyword });
        else report(at, 'ignored', { keyword });
      }
    },
  },
});

const DESCRIPTIVE = new Set([
  'description',
  'summary',
  'title',
  'example',
  'examples',
  'default',
  'deprecated',
  'externalDocs',
  'xml',
]);

/** Path items may have siblings in every version, and schemas since 3.1. */
function ignoresSiblings({ expected, api, raw }: Reference): boolean {
  if (expected === 'PathItem' || expected === 'Webhook' || raw.$ref === undefined) return false;
  return expected !== 'Schema' || api.hasOldSchemas;
}

/** Since 3.1, these two say more than what they refer to. */
function isShown({ api }: Reference, keyword: string): boolean {
  return !api.hasOldSchemas && (keyword === 'description' || keyword === 'summary');
}

/** Whether what the reference leads to says the same, as with `type: object`. */
function isRepeated({ raw, target }: Reference, keyword: string): boolean {
  const value = raw[keyword];
  if (target === undefined || typeof target.raw !== 'object') return false;
  return JSON.stringify(value) === JSON.stringify(target.raw[keyword]);
}
