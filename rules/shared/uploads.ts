import {
  type Api,
  inboundOperations,
  inTextOrder,
  isEmpty,
  type MediaType,
  type Node,
  type Operation,
  partsOf,
  propertiesOf,
  type Schema,
  typesOf,
} from 'specgate/rule';
import { isBinary } from './binary.ts';
import { enoughUses } from './enough-uses.ts';
import { isArchive, isDescribable, isJson, isMultipart } from './media-types.ts';

/** A file that a request carries. */
export interface Upload {
  readonly operation: Operation;
  readonly mediaType: MediaType;
  /** The part of the form, or what stands for the whole body; undefined for a body without a schema. */
  readonly schema: Schema | undefined;
  /** The name of the part; undefined for a whole body. */
  readonly part: string | undefined;
  /** A text in base64 in a JSON body. */
  readonly isEncoded: boolean;
}

/** The files that clients send, each with all requests that carry it: one that is defined once may be sent by many. */
export function filesSent(
  api: Api,
  isMeant: (upload: Upload) => boolean,
): Iterable<readonly Upload[]> {
  const found = new Map<Node, Upload[]>();
  const isEnough = enoughUses();
  for (const operation of inboundOperations(api)) {
    for (const upload of uploadsOf(operation, isEnough)) {
      if (!isMeant(upload)) continue;
      const place = upload.schema ?? upload.mediaType;
      const uses = found.get(place);
      if (uses === undefined) found.set(place, [upload]);
      else uses.push(upload);
    }
  }
  return found.values();
}

/** The files that a request carries: whole bodies, parts of forms, and texts in base64. */
function uploadsOf(
  operation: Operation,
  isEnough: ReturnType<typeof enoughUses>,
): readonly Upload[] {
  const { requestBody } = operation;
  if (requestBody === undefined || isEnough(requestBody, requestBody.content.size)) return [];
  const found: Upload[] = [];
  for (const [, mediaType] of inTextOrder(requestBody.content, ([name]) => name)) {
    const { schema, name } = mediaType;
    if (schema !== undefined && isEnough(schema, propertiesOf(schema).size)) continue;
    const about = { operation, mediaType, isEncoded: false };
    if (isForm(mediaType)) {
      if (schema !== undefined) {
        for (const [part, property] of filesIn(schema, mediaType))
          found.push({ ...about, schema: property, part });
      }
    } else if (isJson(name)) {
      if (schema !== undefined) {
        for (const [part, property] of encodedIn(schema)) {
          found.push({ ...about, schema: property, part, isEncoded: true });
        }
      }
    } else if (isWholeFile(mediaType)) found.push({ ...about, schema, part: undefined });
  }
  return found;
}

function isForm({ name }: MediaType): boolean {
  return isMultipart(name) || /x-www-form-urlencoded/i.test(name);
}

/** Binary by its type, or by its schema. */
function isWholeFile({ name, schema }: MediaType): boolean {
  if (schema !== undefined) {
    const parts = partsOf(schema);
    if (parts.some(isBinary)) return true;
    const types = typesOf(parts);
    // What has a structure is no file, whatever its media type is called.
    if (types.length > 0 && !types.includes('string')) return false;
  }
  return !isDescribable(name) && !/\*|event-stream|protobuf|grpc|avro|thrift/i.test(name);
}

function filesIn(schema: Schema, mediaType: MediaType): readonly (readonly [string, Schema])[] {
  return [...propertiesOf(schema)].flatMap(([name, property]) => {
    const parts = partsOf(property);
    const file = parts.find((part) => isFile(part, mediaType)) ?? filesOf(parts, mediaType);
    return file === undefined ? [] : [[name, file] as const];
  });
}

/** In a list of files, what one of them is. */
function filesOf(parts: readonly Schema[], mediaType: MediaType): Schema | undefined {
  for (const { items } of parts) {
    const file =
      items === undefined ? undefined : partsOf(items).find((part) => isFile(part, mediaType));
    if (file !== undefined) return file;
  }
  return undefined;
}

/** Since 3.1, a part without a type is a file (OpenAPI 3.1.1 §4.8.15.5). */
function isFile(schema: Schema, mediaType: MediaType): boolean {
  if (isBinary(schema)) return true;
  return !schema.api.hasOldSchemas && isMultipart(mediaType.name) && isEmpty(schema);
}

function encodedIn(schema: Schema): readonly (readonly [string, Schema])[] {
  return [...propertiesOf(schema)].flatMap(([name, property]) => {
    const encoded = partsOf(property).find(
      ({ format, contentEncoding }) =>
        format === 'byte' || format === 'binary' || contentEncoding !== undefined,
    );
    return encoded === undefined ? [] : [[name, encoded] as const];
  });
}

/** Whether a file may unpack to more than it weighs. */
export function isPacked({ mediaType, schema, part }: Upload): boolean {
  const accepted = part === undefined ? undefined : mediaType.encoding.get(part)?.contentType;
  return [mediaType.name, schema?.contentMediaType ?? '', ...(accepted?.split(',') ?? [])].some(
    isArchive,
  );
}
