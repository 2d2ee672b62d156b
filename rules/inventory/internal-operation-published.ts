import {
  type Api,
  allServers,
  defineRule,
  fact,
  flag,
  hostOf,
  isInbound,
  type Node,
  nameOf,
  Schema,
  texts,
  urlsOf,
} from 'specgate/rule';
import { isInternalDocument } from '../shared/audience.ts';
import { INTERNAL_SUFFIXES, kindOfHost } from '../shared/host-kind.ts';
import { labelOf } from '../shared/label.ts';
import { segmentIn } from '../shared/sensitive-segments.ts';
import { shownText } from '../shared/shown-text.ts';

export default defineRule({
  id: 'internal-operation-published',
  title: 'Operation marked internal is published',
  category: 'inventory',
  severity: 'medium',
  confidence: 'medium',
  weighsLess: 'info for a path that is only called internal',
  since: '0.1',
  references: ['CWE-200', 'OWASP-API9:2023'],
  tags: ['governance'],
  why: 'A portal that hides something controls no access: the file can be read, and the route answers.',
  fix: 'Filter what is internal out of the file that is published, or split the document.',
  limits:
    'Asked only of documents that list a public server and are not marked internal as a whole.',

  aggregate: 'document',
  options: {
    extensions: texts('Extensions that mark something internal where they are true.', [
      'x-internal',
      'x-private',
      'x-hidden',
    ]),
    pathSegments: flag('Paths with a segment `internal` count as internal.', false, true),
  },
  messages: {
    marked: '"{name}" is marked "{extension}" in a document with a public server.',
    tagged: '"{name}" has the tag "{tag}" in a document with a public server.',
    path: 'The path "{path}" lies below "{segment}" in a document with a public server.',
  },

  visit: {
    PathItem(item, { options, report }) {
      if (item.owner !== item.api || !isPublished(item.api)) return;
      const path = String(item.key);
      const extension = markOn(item, options.extensions);
      if (extension !== undefined) {
        report(item.at(extension), 'marked', { name: shownText(path, 60), extension });
        return;
      }
      const segment = options.pathSegments ? segmentIn(path, ['internal']) : undefined;
      if (segment === undefined) return;
      report({ at: item, atMost: 'info' }, 'path', { path: shownText(path, 60), segment });
    },

    Operation(operation, { options, report, eligible }) {
      if (!isInbound(operation) || !isPublished(operation.api)) return;
      eligible();
      const name = shownText(nameOf(operation), 60);
      const extension = markOn(operation, options.extensions);
      if (extension !== undefined) {
        report(operation.at(extension), 'marked', { name, extension });
        return;
      }
      const index = operation.tags.findIndex((tag) => INTERNAL_TAGS.includes(tag.toLowerCase()));
      const tag = operation.tags[index];
      if (tag !== undefined) report(operation.at('tags'), 'tagged', { name, tag });
    },

    Parameter(parameter, { options, report }) {
      const extension = markOn(parameter, options.extensions);
      if (extension === undefined || !isPublished(parameter.api)) return;
      const name = shownText(parameter.name ?? '', 30);
      report(parameter.at(extension), 'marked', { name, extension });
    },

    Schema(schema, { options, report }) {
      if (schema.boolean !== undefined || !isProperty(schema)) return;
      const extension = markOn(schema, options.extensions);
      if (extension === undefined || !isPublished(schema.api)) return;
      report(schema.at(extension), 'marked', { name: shownText(labelOf(schema), 30), extension });
    },
  },
});

const INTERNAL_TAGS: readonly string[] = ['internal', 'private'];

function markOn(node: Node, extensions: readonly string[]): string | undefined {
  for (const name of extensions) if (node.raw[name] === true) return name;
  return undefined;
}

/** In 2.0, parameters have schemas at their own place, which are not told a second time. */
function isProperty(schema: Schema): boolean {
  return schema.owner instanceof Schema && schema.parent?.key === 'properties';
}

/** Whether a document is for the public: it lists a public server and does not say that it is internal. */
const isPublished: (api: Api) => boolean = fact(
  (api: Api) =>
    !isInternalDocument(api) && allServers(api).some((server) => urlsOf(server).some(isPublicUrl)),
);

function isPublicUrl(url: string): boolean {
  const host = hostOf(url);
  return host !== undefined && kindOfHost(host, INTERNAL_SUFFIXES) === undefined;
}
