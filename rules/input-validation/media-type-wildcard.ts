import {
  defineRule,
  flag,
  inboundOperations,
  type MediaType,
  type Node,
  type Operation,
} from 'specgate/rule';
import { contentUsesOf } from '../shared/content-uses.ts';
import { essenceOf } from '../shared/media-types.ts';

export default defineRule({
  id: 'media-type-wildcard',
  title: 'Request accepts any media type',
  category: 'input-validation',
  severity: 'medium',
  confidence: 'high',
  weighsLess: 'info for responses',
  since: '0.1',
  references: ['CWE-20', 'CWE-436', 'OWASP-API8:2023'],
  tags: ['input-validation'],
  why: 'The server has to read formats that nobody had in mind, such as XML, YAML or serialized objects, each with attacks of its own.',
  fix: 'List the media types that the operation understands.',
  limits: 'Ranges of files, as `image/*`, are left to `upload-type-unrestricted`.',
  peers: {
    ibm: ['ibm-content-type-is-specific'],
  },

  options: {
    responses: flag('What the API returns is asked about too.', false, true),
  },
  messages: {
    request: 'The request body may have any media type: "{range}".',
    response: 'The response may have any media type: "{range}".',
  },

  visit: {
    Api(api, { options, report }) {
      for (const operation of inboundOperations(api)) {
        for (const [range, mediaType] of operation.requestBody?.content ?? []) {
          if (isRange(range)) report(placeOf(range, mediaType), 'request', { range });
        }
        if (!options.responses) continue;
        for (const [range, mediaType] of contentsOfResponses(operation)) {
          if (!isRange(range)) continue;
          report({ at: placeOf(range, mediaType), atMost: 'info' }, 'response', { range });
        }
      }
    },
  },
});

function contentsOfResponses(operation: Operation): readonly (readonly [string, MediaType])[] {
  return [...operation.responses.values()].flatMap((response) => [...response.content]);
}

/** Where the range is written, also for a media type that is defined elsewhere. */
function placeOf(range: string, mediaType: MediaType): Node {
  return contentUsesOf(mediaType).find(({ name }) => name === range)?.at ?? mediaType;
}

function isRange(name: string): boolean {
  const essence = essenceOf(name);
  return (
    essence === '*/*' || essence === '*' || essence === 'application/*' || essence === 'text/*'
  );
}
