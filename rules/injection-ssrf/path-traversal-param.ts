import { defineRule, flag, type Parameter, pathOf } from 'specgate/rule';
import { askersOf, isAsked, schemaOf } from '../shared/asked-parameters.ts';
import { filePathParam, filePathParamStrictExtra } from '../shared/lexicons.ts';
import { isNamed } from '../shared/named-fields.ts';
import { fixesFileName } from '../shared/pattern-limits.ts';
import { related } from '../shared/related.ts';
import { literalsOf } from '../shared/segments.ts';
import { holdsText } from '../shared/text-value.ts';
import { tokensOf } from '../shared/words.ts';

export default defineRule({
  id: 'path-traversal-param',
  title: 'File path is taken from an unconstrained parameter',
  category: 'injection-ssrf',
  severity: 'medium',
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-22', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'With `../` in the value, a caller reads or overwrites files outside the folder that was meant, such as keys and configuration.',
  fix: 'Use ids that are no file names, or restrict the name, as with `pattern: ^[A-Za-z0-9_-]+(\\.[a-z]+)?$`.',

  options: {
    ambiguous: flag(
      'Names that often mean something else, as "key" and "document", are asked about.',
      false,
      true,
    ),
  },
  messages: {
    path: 'The path parameter "{name}" may lead out of the folder that is meant.',
    query: 'The query parameter "{name}" may lead out of the folder that is meant.',
  },

  visit: {
    Parameter(parameter, { options, lexicons, report }) {
      const { name, in: location } = parameter;
      if (name === undefined || (location !== 'path' && location !== 'query')) return;
      const isFile =
        isNamed(name, filePathParam, lexicons) ||
        (location === 'path' && CATCH_ALL.test(name)) ||
        (options.ambiguous && isNamed(name, filePathParamStrictExtra, lexicons));
      if (!isFile || !isAsked(parameter) || (location === 'query' && isOfPages(parameter))) return;
      const schema = schemaOf(parameter);
      if (!holdsText(schema) || fixesFileName(schema)) return;
      report(
        { at: parameter.at('name'), related: related(askersOf(parameter), 'asks for it.') },
        location,
        { name },
      );
    },
  },
});

/** `{proxy+}` of Amazon, `{path*}`, `{path:.*}`. */
const CATCH_ALL = /^\*|[+*]$|:\.[*+]$/;
const ABOUT_PAGES = new Set([
  'log',
  'logs',
  'analytics',
  'stats',
  'statistics',
  'metrics',
  'events',
  'traffic',
  'usage',
  'insights',
  'visits',
  'requests',
  'audit',
]);

/** In logs and analytics, paths are those of pages, and chosen from rows. */
function isOfPages(parameter: Parameter): boolean {
  const askers = askersOf(parameter);
  return (
    askers.length > 0 &&
    askers.every((asker) =>
      literalsOf(pathOf(asker)).some((segment) =>
        tokensOf(segment).some((token) => ABOUT_PAGES.has(token)),
      ),
    )
  );
}
