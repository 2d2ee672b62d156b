import { MediaType, type Node, partsOf, type Schema } from 'specgate/rule';
import { essenceOf } from './media-types.ts';
import { tokensOf } from './words.ts';

/** Extensions by which authors say that a field is encrypted. */
export const ENCRYPTION_EXTENSIONS = ['x-encrypted', 'x-encryption', 'x-field-encryption'] as const;

const FORMATS = new Set(['jwe', 'encrypted', 'pgp']);
/** JWE (RFC 7516), and CMS (RFC 5652). */
const MEDIA_TYPES = new Set([
  'application/jose',
  'application/jose+json',
  'application/pkcs7-mime',
]);
const PREFIXES = new Set(['encrypted', 'enc', 'cipher']);

/** Whether a field is said to be encrypted by itself: by name, format, media type or extension; or its body is. */
export function isEncrypted(
  owner: Schema,
  name: string,
  property: Schema,
  extensions: readonly string[] = ENCRYPTION_EXTENSIONS,
): boolean {
  if (PREFIXES.has(tokensOf(name)[0] ?? '')) return true;
  if (extensions.some((extension) => owner.has(extension))) return true;
  if (isNamedByRoot(owner, name, extensions)) return true;
  const isMarked = partsOf(property).some(
    (part) =>
      FORMATS.has(part.format ?? '') ||
      isEncrypting(part.contentMediaType) ||
      extensions.some((extension) => part.has(extension)),
  );
  return isMarked || carriersOf(owner).some((carrier) => isEncryptedBy(carrier, name));
}

function isEncrypting(mediaType: string | undefined): boolean {
  return mediaType !== undefined && MEDIA_TYPES.has(essenceOf(mediaType));
}

function isEncryptedBy(carrier: MediaType, name: string): boolean {
  return isEncrypting(carrier.name) || isEncrypting(carrier.encoding.get(name)?.contentType);
}

/** The media types that a schema is the schema of, directly or by a reference. */
function carriersOf(schema: Schema): readonly MediaType[] {
  const holders: readonly (Node | undefined)[] = [
    schema.owner,
    ...schema.referrers.map((reference) => reference.owner),
  ];
  return holders.filter((holder) => holder instanceof MediaType);
}

/** `x-field-encryption: { fields: [ssn] }` at the root, in whatever shape: the field is named in it. */
function isNamedByRoot({ api }: Schema, name: string, extensions: readonly string[]): boolean {
  return extensions.some((extension) => {
    const value = api.extension(extension);
    return value !== undefined && namesIn(value, 0).includes(name);
  });
}

const DEEPEST = 6;

function namesIn(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return [value.slice(value.lastIndexOf('.') + 1)];
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
  return [
    ...Object.keys(value),
    ...Object.values(value).flatMap((item) => namesIn(item, depth + 1)),
  ];
}
