import { defineRule, flag, inboundOperations, type MediaType, type Operation } from 'specgate/rule';
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
        for (const mediaType of operation.requestBody?.content.values() ?? []) {
          if (isRange(mediaType)) report(mediaType, 'request', { range: mediaType.name });
        }
        if (!options.responses) continue;
        for (const mediaType of contentsOfResponses(operation)) {
          if (!isRange(mediaType)) continue;
          report({ at: mediaType, atMost: 'info' }, 'response', { range: mediaType.name });
        }
      }
    },
  },
});

function contentsOfResponses(operation: Operation): readonly MediaType[] {
  return [...operation.responses.values()].flatMap((response) => [...response.content.values()]);
}

function isRange({ name }: MediaType): boolean {
  const essence = essenceOf(name);
  return (
    essence === '*/*' || essence === '*' || essence === 'application/*' || essence === 'text/*'
  );
}
