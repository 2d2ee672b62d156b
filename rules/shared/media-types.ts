/** The type without parameters, in lower case: `application/json` of `Application/JSON; charset=utf-8`. */
export function essenceOf(mediaType: string): string {
  const end = mediaType.indexOf(';');
  return (end === -1 ? mediaType : mediaType.slice(0, end)).trim().toLowerCase();
}

/** JSON, and whatever is written in it. */
export function isJson(mediaType: string): boolean {
  return /^(?:application|text)\/(?:[\w.+-]*\+)?json(?:-seq|l|-patch)?$/.test(essenceOf(mediaType));
}

export function isMultipart(mediaType: string): boolean {
  return essenceOf(mediaType).startsWith('multipart/');
}

/** Types that carry a structure which a schema can describe: JSON, XML, YAML, forms, text, and ranges that include them. */
export function isDescribable(mediaType: string): boolean {
  const essence = essenceOf(mediaType);
  if (essence === '*/*' || essence === '*' || essence === 'application/*') return true;
  if (essence.startsWith('text/') || /^multipart\/(?:form-data|mixed|related)$/.test(essence))
    return true;
  return /^application\/(?:[\w.+-]*\+)?(?:json|xml|yaml|x-yaml|cbor|x-www-form-urlencoded|x-ndjson|jsonl|graphql)$/.test(
    essence,
  );
}

/** Archives, which unpack to more than they weigh. */
export function isArchive(mediaType: string): boolean {
  return /^application\/(?:zip|gzip|x-gzip|x-tar|x-zip-compressed|x-7z-compressed|vnd\.rar|x-rar-compressed|x-bzip2?|zstd|x-compressed-tar)$/.test(
    essenceOf(mediaType),
  );
}
