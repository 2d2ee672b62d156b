import { defineRule, isInbound, type MediaType, operationOf } from 'specgate/rule';
import { type ContentUse, contentUsesOf } from '../shared/content-uses.ts';
import { essenceOf } from '../shared/media-types.ts';

export default defineRule({
  id: 'xml-body-accepted',
  title: 'Operation accepts XML',
  category: 'injection-ssrf',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-611', 'CWE-776', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'Unless they are told not to, XML parsers fetch what entities name, files of the server included, and expand a few lines to gigabytes.',
  fix: 'Drop XML, or switch off DTDs and external entities in the parser and say so in the description.',
  aggregate: 'document',

  messages: {
    body: 'Requests may be sent as "{type}".',
    part: 'The part "{name}" of the request may be sent as "{type}".',
  },

  visit: {
    MediaType(mediaType, { report, eligible }) {
      const uses = contentUsesOf(mediaType).filter(isOfRequest);
      const xml = uses.filter(({ name }) => isXml(name));
      for (const use of uses) {
        eligible();
        if (xml.includes(use) && !saysSafe(mediaType, use))
          report(use.at, 'body', { type: essenceOf(use.name) });
      }
      const [other] = uses.filter((use) => !xml.includes(use));
      if (other === undefined) return;
      for (const [name, encoding] of mediaType.encoding) {
        const { contentType } = encoding;
        const type = contentType?.split(',').map(essenceOf).find(isXml);
        if (type !== undefined && !saysSafe(mediaType, other))
          report(encoding.at('contentType'), 'part', { name, type });
      }
    },
  },
});

function isOfRequest({ body }: ContentUse): boolean {
  if (body === undefined) return false;
  const operation = operationOf(body);
  return operation === undefined || isInbound(operation);
}

function isXml(mediaType: string): boolean {
  return /^(?:application|text)\/xml$|\+xml$/.test(essenceOf(mediaType));
}

const SAFE =
  /\b(?:dtds?|doctypes?|(?:external )?entit(?:y|ies)|xxe)\b[^.]{0,80}\b(?:disabled|off|not|rejected|refused|forbidden|ignored|blocked|never)\b|\b(?:no|without|disables?|rejects?|refuses?|ignores?|blocks?)\b[^.]{0,40}\b(?:dtds?|doctypes?|entit(?:y|ies)|xxe)\b/i;

/** Whether a description says that the parser is told not to. */
function saysSafe(mediaType: MediaType, { body }: ContentUse): boolean {
  const { api } = mediaType;
  const texts = [
    mediaType.description,
    body?.description,
    body && operationOf(body)?.description,
    api.info?.description,
  ];
  return texts.some((text) => text !== undefined && SAFE.test(text));
}
