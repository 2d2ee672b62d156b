import { defineRule, integer } from 'specgate/rule';
import { walked } from '../shared/document-walk.ts';
import { firstAlias, sizeOf } from '../shared/expansion.ts';
import { rootOf } from '../shared/root-of.ts';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'document-unsafe-yaml',
  title: 'YAML uses executable tags or explosive aliases',
  category: 'supply-chain',
  severity: 'high',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-502', 'CWE-776', 'OWASP-API8:2023'],
  tags: ['vendor-risk'],
  why: 'Less careful tools run the code that such a tag names, or run out of memory when they expand the aliases of the same file.',
  fix: 'Use plain YAML or JSON, without tags; write repeated parts once under `components` and refer to them.',
  limits:
    'The short forms of CloudFormation (`!Sub`, `!Ref` and others) and the types of YAML 1.1 are fine. Aliases that contain themselves, and what is beyond the limits of the parser, make the scan fail.',

  options: {
    maxExpansion: integer(
      'How many values a document may have when its aliases are expanded.',
      1_000_000,
      { minimum: 1 },
    ),
    maxDepth: integer('How many levels deep a document may be.', 200, { minimum: 1 }),
  },
  messages: {
    code: 'The tag "{tag}" makes careless parsers run code or read files.',
    tag: 'The tag "{tag}" is none of plain YAML.',
    expansion: 'With all aliases expanded, the document has more than {limit} values.',
    depth: 'The document is nested more than {limit} levels deep.',
  },

  visit: {
    Api(api, { options, report }) {
      for (const [index, { source, format, value, problems }] of api.documents.entries()) {
        const at = rootOf(source);
        for (const { kind, name, start, end } of problems) {
          if (kind !== 'unsafe-tag' || HARMLESS.test(name)) continue;
          const place = { at, span: { start, end }, detail: name };
          report(place, EXECUTABLE.test(name) ? 'code' : 'tag', { tag: shownText(name) });
        }
        const alias = format === 'yaml' ? firstAlias(source.text) : undefined;
        const size = alias === undefined ? undefined : sizeOf(value);
        if (alias !== undefined && size?.isShared === true && size.values > options.maxExpansion)
          report({ at, span: alias, detail: 'expansion' }, 'expansion', {
            limit: options.maxExpansion,
          });
        const levels = size?.levels ?? walked(api).levels[index] ?? 0;
        if (levels > options.maxDepth)
          report({ at, detail: 'depth' }, 'depth', { limit: options.maxDepth });
      }
    },
  },
});

/** CloudFormation's short forms, in which descriptions are embedded, and the other types of YAML 1.1. */
const HARMLESS =
  /^(?:!(?:Ref|Sub|GetAtt|GetAZs|Join|If|ImportValue|FindInMap|Select|Split|Base64|Cidr|And|Or|Not|Equals|Condition|Transform|Rain::\w+)|(?:!!|!<tag:yaml\.org,2002:)(?:timestamp|binary|set|omap|pairs|merge|value|int|float|bool|null|str|map|seq)>?)$/;

const EXECUTABLE =
  /python|ruby|perl|php|java|\bjs\b|\.net|system|object|function|regexp|include|import|\bfile|env|load|exec|eval|apply|new\b|secret|vault/i;
