import { Components, type MediaType, type Node, RequestBody } from 'specgate/rule';

/** A content that has a media type, where the type is written. */
export interface ContentUse {
  /** The media type or range. */
  readonly name: string;
  /** The media type itself, or the reference to one that is defined elsewhere. */
  readonly at: Node;
  /** The request body that it is for; undefined in responses and parameters. */
  readonly body: RequestBody | undefined;
}

/** The contents that a media type is for: what `components` calls it is no media type, but those that refer to it are. */
export function contentUsesOf(mediaType: MediaType): readonly ContentUse[] {
  const uses: ContentUse[] = isDefinition(mediaType)
    ? []
    : [{ name: mediaType.name, at: mediaType, body: bodyOf(mediaType) }];
  for (const reference of mediaType.referrers) {
    if (reference.owner instanceof Components) continue;
    uses.push({ name: String(reference.key), at: reference, body: bodyOf(reference) });
  }
  return uses;
}

/** Whether it stands under a name of its own, for references to lead there. */
function isDefinition({ parent, owner, referrers }: MediaType): boolean {
  return owner instanceof Components || (referrers.length > 0 && parent?.key !== 'content');
}

function bodyOf({ owner }: Node): RequestBody | undefined {
  return owner instanceof RequestBody ? owner : undefined;
}
