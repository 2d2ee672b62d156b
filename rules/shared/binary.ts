import type { Schema } from 'specgate/rule';

/** Whether a schema says that its value is a file's content rather than text: `format: binary` or `byte`, or an encoding of a media type. */
export function isBinary({ format, contentEncoding, contentMediaType, type }: Schema): boolean {
  if (format === 'binary' || format === 'byte' || type === 'file') return true;
  return (
    contentEncoding !== undefined ||
    (contentMediaType !== undefined && !TEXT.test(contentMediaType))
  );
}

/** Media types whose content is text with a structure. */
const TEXT = /^text\/|[/+](?:json|xml|yaml)\b|^application\/jwt\b/i;
