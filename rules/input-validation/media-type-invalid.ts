import {
  type Api,
  defineRule,
  type MediaType,
  type Operation,
  type Pointer,
  partsOf,
  RequestBody,
  type Schema,
  texts,
} from 'specgate/rule';
import { contentUsesOf } from '../shared/content-uses.ts';
import { isMultipart } from '../shared/media-types.ts';

export default defineRule({
  id: 'media-type-invalid',
  title: 'Media type is malformed or cannot carry the content',
  category: 'input-validation',
  severity: 'low',
  confidence: 'high',
  since: '0.1',
  references: ['CWE-20', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'No request matches such a name, and servers fall back to a parser of their own choice.',
  fix: 'Correct the name, as `application/json`; send several files as `multipart/form-data`.',
  peers: {
    kics: [
      '2.0/invalid_media_type_value',
      '2.0/unknown_prefix',
      '3.0/invalid_media_type_value',
      '3.0/unknown_prefix',
      '3.0/invalid_content_type_for_multiple_files_upload',
    ],
    cherrybomb: ['CheckValidEncodings', 'active:CheckMethodEncoding'],
    '42crunch': [
      '*warning-content-type-badformat',
      '*warning-content-type-unknownprefix',
      '*semantic-mediatype-multiplefile',
    ],
    zally: ['172'],
  },

  options: {
    allow: texts('Further media types that are fine as they are.'),
  },
  messages: {
    malformed: '"{name}" is no media type: it has to read type/subtype.',
    unknown: '"{name}" begins with "{type}", which is no type that IANA knows.',
    files: 'Several files cannot be sent as "{name}", only as a multipart type.',
  },

  visit: {
    Api(api, { options, report }) {
      for (const [name, at] of writtenAt(api)) tell(name, at, options.allow, report);
    },
    Operation(operation, { options, report }) {
      for (const [name, at] of writtenAt(operation)) tell(name, at, options.allow, report);
    },
    MediaType(mediaType, { version, options, report }) {
      if (version === '2.0') return;
      for (const { name, at } of contentUsesOf(mediaType)) tell(name, at, options.allow, report);
      const { name } = mediaType;
      // Since 3.1, a list of binary values may well be JSON with base64.
      if (version === '3.0' && hasFiles(mediaType) && !isMultipart(name))
        report(mediaType, 'files', { name });
    },
    Encoding(encoding, { options, report }) {
      for (const name of encoding.contentType?.split(',') ?? []) {
        tell(name.trim(), encoding.at('contentType'), options.allow, report);
      }
    },
  },
});

const TOKEN = "[\\w!#$%&'*+.^`|~-]+";
/** RFC 9110 §8.3.1. */
const GRAMMAR = new RegExp(
  `^${TOKEN}/${TOKEN}(?:[ \\t]*;[ \\t]*(?:${TOKEN}=(?:${TOKEN}|"[^"]*"))?)*$`,
);
const TYPES = new Set([
  'application',
  'audio',
  'example',
  'font',
  'haptics',
  'image',
  'message',
  'model',
  'multipart',
  'text',
  'video',
  '*',
]);

type Tell = {
  (place: Pointer, message: 'malformed', data: { readonly name: string }): void;
  (
    place: Pointer,
    message: 'unknown',
    data: { readonly name: string; readonly type: string },
  ): void;
};

function tell(name: string, at: Pointer, allowed: readonly string[], report: Tell): void {
  if (allowed.includes(name)) return;
  if (!GRAMMAR.test(name)) {
    report(at, 'malformed', { name });
    return;
  }
  const type = name.slice(0, name.indexOf('/'));
  if (!TYPES.has(type.toLowerCase())) report(at, 'unknown', { name, type });
}

/** The media types that 2.0 lists beside the contents. */
function writtenAt(holder: Api | Operation): readonly (readonly [string, Pointer])[] {
  if (holder.api.version !== '2.0') return [];
  return (['consumes', 'produces'] as const).flatMap((field) => {
    const list = holder.raw[field];
    if (!Array.isArray(list)) return [];
    return list.flatMap((name: unknown, index) =>
      typeof name === 'string' ? [[name, holder.at(field, index)] as const] : [],
    );
  });
}

/** Whether a request holds a list of files, by itself or in a property. */
function hasFiles({ schema, owner }: MediaType): boolean {
  if (schema === undefined || !(owner instanceof RequestBody)) return false;
  for (const part of partsOf(schema)) {
    if (isListOfFiles(part)) return true;
    for (const property of part.properties.values()) if (isListOfFiles(property)) return true;
  }
  return false;
}

function isListOfFiles({ types, items }: Schema): boolean {
  return types.includes('array') && items?.format === 'binary';
}
