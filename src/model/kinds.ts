import type { Document } from '../parse/parse.ts';
import type { ReferenceProblem } from '../resolve/bundle.ts';
import type { Pointer } from '../source/pointer.ts';
import type { Source } from '../source/source.ts';
import { Node, nameKind, nodeClass, type Standing } from './node.ts';
import { Operation, PathItem, Webhook } from './operation.ts';
import { Schema } from './schema.ts';
import { OAuthFlow, SecurityRequirement, SecurityScheme } from './security.ts';
import { UNTIL_30, type Version, versionBit } from './version.ts';

/** The root of a description. */
export class Api extends nodeClass('Api') {
  declare readonly version: Version;
  declare readonly versionBit: number;
  /** Every file that the description is made of, the root first. */
  declare readonly documents: readonly Document[];

  constructor(root: Document, version: Version, documents: readonly Document[]) {
    const standing = { source: root.source, parent: undefined, key: '', owner: undefined };
    super(standing, root.value, undefined);
    this.version = version;
    this.versionBit = versionBit(version);
    this.documents = documents;
  }

  /** Whether schemas follow the dialect before JSON Schema 2020-12 (2.0 and 3.0). */
  get hasOldSchemas(): boolean {
    return (this.versionBit & UNTIL_30) !== 0;
  }
}

export class Info extends nodeClass('Info') {}
export class Contact extends nodeClass('Contact') {}
export class License extends nodeClass('License') {}
/** A server; in 2.0, one for each combination of `schemes`, `host` and `basePath`. */
export class Server extends nodeClass('Server') {}
export class ServerVariable extends nodeClass('ServerVariable') {}
export class Components extends nodeClass('Components') {}
export class Parameter extends nodeClass('Parameter') {}
export class Header extends nodeClass('Header') {}
/** A request body; in 2.0, the `in: body` parameter or all `in: formData` parameters together. */
export class RequestBody extends nodeClass('RequestBody') {}
export class Encoding extends nodeClass('Encoding') {}
export class Response extends nodeClass('Response') {}
export class Discriminator extends nodeClass('Discriminator') {
  /** The schemas that the mapping leads to, by discriminator value. */
  get mapped(): ReadonlyMap<string, Schema> {
    // The builder puts nothing but schemas here.
    return (this.slots?.mapped ?? new Map()) as ReadonlyMap<string, Schema>;
  }

  /** The schema for values that the mapping does not name (3.2). */
  get mappedByDefault(): Schema | undefined {
    const schema = this.slots?.mappedByDefault;
    return schema instanceof Schema ? schema : undefined;
  }
}
export class Xml extends nodeClass('Xml') {}
export class Example extends nodeClass('Example') {}
export class Link extends nodeClass('Link') {
  /** The operation that `operationRef` leads to. */
  get operation(): Operation | undefined {
    const operation = this.slots?.['operationRef target'];
    return operation instanceof Operation ? operation : undefined;
  }
}
export class Tag extends nodeClass('Tag') {
  /** The name of the tag above this one (3.2). */
  get parentName(): string | undefined {
    return this.api.version === '3.2' && typeof this.raw.parent === 'string'
      ? this.raw.parent
      : undefined;
  }

  /** What the tag is for: `nav`, `badge`, `audience` or a word of one's own (the field `kind` of 3.2). */
  get purpose(): string | undefined {
    return this.api.version === '3.2' && typeof this.raw.kind === 'string'
      ? this.raw.kind
      : undefined;
  }
}
export class ExternalDocs extends nodeClass('ExternalDocs') {}

/** Requests that the API makes to an address from the client's request; the keys are runtime expressions. */
export class Callback extends nodeClass('Callback') {
  get pathItems(): ReadonlyMap<string, PathItem> {
    // The builder puts nothing but path items here.
    return (this.slots?.['*'] ?? new Map()) as ReadonlyMap<string, PathItem>;
  }
}

export class MediaType extends nodeClass('MediaType') {
  /**
   * The media type or range as written, as `application/json`; where it is defined under a name of its own, the first by
   * text of those that it is used for, and that name if there is none.
   */
  get name(): string {
    if (typeof this.raw.mediaType === 'string' && this.api.version === '2.0')
      return this.raw.mediaType;
    const own = String(this.key);
    if (this.parent?.key === 'content' || this.referrers.length === 0) return own;
    return usedFor(this).toSorted()[0] ?? own;
  }
}

/** The keys under which references put a media type into a content; those from one definition to another are none. */
function usedFor({ referrers }: MediaType): readonly string[] {
  return referrers.flatMap(({ key, owner }) => (owner instanceof Components ? [] : [String(key)]));
}

/** A vendor extension of any object: the key that begins with `x-`, and what stands there. */
export class Extension extends Node {
  get value(): unknown {
    return this.raw;
  }

  get name(): string {
    return String(this.key);
  }
}

/** A `$ref` (or a mapping value of a discriminator): an edge to a node, never a copy of it. */
export class Reference extends Node {
  /** What kind of object has to stand where it leads. */
  declare readonly expected: Kind;
  /** The text of the reference; '' when it is no text at all. */
  declare readonly text: string;
  /** The file that the text is relative to. */
  declare base: Source;
  /** What it leads to; undefined where it leads nowhere, and where it stands for a whole list or map. */
  declare target: Node | undefined;
  /** The reference that stands where it leads, which leads on to the target. */
  declare next: Reference | undefined;
  declare problem: ReferenceProblem | undefined;
  /** Completes a sentence about the problem; does not hold the reference's text. */
  declare reason: string | undefined;
  /** The reference further along the chain where the problem is, if it is not this one's own. */
  declare fault: Reference | undefined;
  /** The address that a reference to something outside of the files names. */
  declare address: string | undefined;

  constructor(standing: Standing, raw: unknown, api: Api, expected: Kind, text: string) {
    super(standing, raw, api);
    this.expected = expected;
    this.text = text;
    this.base = standing.source;
    this.target = undefined;
    this.next = undefined;
    this.problem = undefined;
    this.reason = undefined;
    this.fault = undefined;
    this.address = undefined;
  }

  /** Where its text stands. */
  get place(): Pointer {
    return this.has('$ref') ? this.at('$ref') : this;
  }
}

nameKind(Extension, 'Extension');
nameKind(Reference, 'Reference');

/** Every kind of node. */
export interface Kinds {
  Api: Api;
  Info: Info;
  Contact: Contact;
  License: License;
  Server: Server;
  ServerVariable: ServerVariable;
  Components: Components;
  PathItem: PathItem;
  Webhook: Webhook;
  Callback: Callback;
  Operation: Operation;
  Parameter: Parameter;
  Header: Header;
  RequestBody: RequestBody;
  MediaType: MediaType;
  Encoding: Encoding;
  Response: Response;
  Example: Example;
  Link: Link;
  Schema: Schema;
  Discriminator: Discriminator;
  Xml: Xml;
  SecurityScheme: SecurityScheme;
  OAuthFlow: OAuthFlow;
  SecurityRequirement: SecurityRequirement;
  Tag: Tag;
  ExternalDocs: ExternalDocs;
  Extension: Extension;
  Reference: Reference;
}

export type Kind = keyof Kinds;

/** The class of each kind that the table describes. */
export const CLASSES = {
  Info,
  Contact,
  License,
  Server,
  ServerVariable,
  Components,
  PathItem,
  Webhook,
  Callback,
  Operation,
  Parameter,
  Header,
  RequestBody,
  MediaType,
  Encoding,
  Response,
  Example,
  Link,
  Schema,
  Discriminator,
  Xml,
  SecurityScheme,
  OAuthFlow,
  SecurityRequirement,
  Tag,
  ExternalDocs,
} as const;
export type PlainKind = keyof typeof CLASSES;

export { Operation, PathItem, Webhook } from './operation.ts';
export { Schema } from './schema.ts';
export { OAuthFlow, SecurityRequirement, SecurityScheme } from './security.ts';
