import { defineRule, nameOf, type Operation, type Pointer, pathOf } from 'specgate/rule';
import { essenceOf } from '../shared/media-types.ts';
import { literalsOf } from '../shared/segments.ts';
import { filesSent, type Upload } from '../shared/uploads.ts';
import { tokensOf } from '../shared/words.ts';

export default defineRule({
  id: 'upload-type-unrestricted',
  title: 'File upload accepts any type',
  category: 'resource-limits',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'medium',
  since: '0.1',
  versions: ['3.0', '3.1', '3.2'],
  references: ['CWE-434', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'A page, a picture with a script in it or a program, kept under the address of the API, runs in the browser of whoever opens it.',
  fix: "List the accepted types in `encoding` under `contentType`, and let the server look at the content, not at the file's name.",
  limits:
    'Operations that by their path store anything, as `blob`, `object` or `backup`, are not asked.',

  aggregate: 'document',
  messages: {
    part: 'The file "{name}" of "{operation}" may be of any type.',
    body: '"{operation}" takes a file of any type: "{mediaType}".',
  },

  visit: {
    Api(api, { report, eligible }) {
      for (const uses of filesSent(api, isAsked)) {
        eligible();
        const upload = uses.find((use) => openPlace(use) !== undefined);
        const place = upload === undefined ? undefined : openPlace(upload);
        if (upload === undefined || place === undefined) continue;
        const operation = nameOf(upload.operation);
        if (upload.part === undefined) {
          report(place, 'body', { operation, mediaType: upload.mediaType.name });
        } else report(place, 'part', { operation, name: upload.part });
      }
    },
  },
});

const STORES = new Set([
  'blob',
  'blobs',
  'object',
  'objects',
  'raw',
  'artifact',
  'artifacts',
  'backup',
  'backups',
]);

function isAsked({ operation, isEncoded }: Upload): boolean {
  return !isEncoded && !storesAnything(operation);
}

function storesAnything(operation: Operation): boolean {
  return literalsOf(pathOf(operation)).some((segment) =>
    tokensOf(segment).some((token) => STORES.has(token)),
  );
}

/** Where any type is let in; undefined where the types are named. */
function openPlace({ mediaType, schema, part }: Upload): Pointer | undefined {
  if (isConcrete(schema?.contentMediaType)) return undefined;
  if (part === undefined) return isConcrete(mediaType.name) ? undefined : mediaType;
  const encoding = mediaType.encoding.get(part);
  const accepted = encoding?.contentType;
  if (accepted === undefined) return schema ?? mediaType;
  return accepted.split(',').every(isConcrete) ? undefined : encoding?.at('contentType');
}

function isConcrete(mediaType: string | undefined): boolean {
  if (mediaType === undefined) return false;
  const essence = essenceOf(mediaType);
  return (
    essence !== '*/*' &&
    essence !== '*' &&
    essence !== 'application/*' &&
    essence !== 'application/octet-stream'
  );
}
