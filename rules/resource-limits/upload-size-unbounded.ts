import { defineRule, flag, type Node, nameOf, partsOf, texts } from 'specgate/rule';
import { documents } from '../shared/statuses.ts';
import { filesSent, isPacked, type Upload } from '../shared/uploads.ts';

export default defineRule({
  id: 'upload-size-unbounded',
  title: 'File upload has no size limit',
  category: 'resource-limits',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-770', 'CWE-400', 'CWE-409', 'OWASP-API4:2023'],
  tags: ['input-validation'],
  why: 'A single upload can fill the disk, or, once unpacked, the memory.',
  fix: 'Enforce a limit, and document it: `maxLength`, and the response `413`.',

  aggregate: 'document',
  options: {
    sizeExtensions: texts('Extensions that say how large a file may be.', [
      'x-max-size',
      'x-maxFileSize',
      'x-max-file-size',
      'x-kong-plugin-request-size-limiting',
    ]),
    encoded: flag('Files in base64 inside of JSON are asked about too.', false, true),
  },
  messages: {
    unlimited: 'The upload "{name}" of "{operation}" may be of any size.',
    packed: 'The archive "{name}" of "{operation}" may be of any size, and unpacks to more.',
  },

  visit: {
    Api(api, { options, report, eligible }) {
      const isAsked = ({ isEncoded }: Upload) => options.encoded || !isEncoded;
      for (const uses of filesSent(api, isAsked)) {
        eligible();
        const upload = uses.find((use) => !isLimited(use, options.sizeExtensions));
        if (upload === undefined) continue;
        const data = {
          name: upload.part ?? upload.mediaType.name,
          operation: nameOf(upload.operation),
        };
        report(upload.schema ?? upload.mediaType, isPacked(upload) ? 'packed' : 'unlimited', data);
      }
    },
  },
});

function isLimited(upload: Upload, extensions: readonly string[]): boolean {
  const { operation, mediaType, schema } = upload;
  if (schema !== undefined && partsOf(schema).some((part) => part.maxLength !== undefined))
    return true;
  if (documents(operation, '413', { range: false, otherwise: false })) return true;
  const holders: readonly (Node | undefined)[] = [
    schema,
    mediaType,
    operation.requestBody,
    operation,
    operation.item,
    operation.api,
  ];
  if (holders.some((holder) => extensions.some((name) => holder?.has(name) === true))) return true;
  return wordsAbout(upload).some((text) => SIZE.test(text) && LIMIT.test(text));
}

const SIZE = /\b\d+(?:[.,]\d+)?\s*(?:[KMG]i?B|[kmg]b|bytes|(?:kilo|mega|giga)bytes?)\b/;
const LIMIT =
  /\b(?:max(?:imum)?|limit(?:ed|s)?|up to|at most|larger|bigger|exceed(?:s|ing)?|smaller|less than|under|size)\b/i;

function wordsAbout({ operation, schema, mediaType }: Upload): readonly string[] {
  const { summary, description, requestBody } = operation;
  const form = mediaType.schema?.description;
  return [summary, description, requestBody?.description, schema?.description, form].flatMap(
    (text) => text ?? [],
  );
}
