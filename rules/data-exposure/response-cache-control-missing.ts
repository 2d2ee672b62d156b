import {
  defineRule,
  type Header,
  inboundOperations,
  propertiesOf,
  type Response,
} from 'specgate/rule';
import { authEndpointOf } from '../shared/auth-endpoint.ts';
import { valuesOf } from '../shared/response-headers.ts';
import { isSensitiveAnswer } from '../shared/sensitive-answer.ts';
import type { Lexicons } from '../shared/words.ts';

export default defineRule({
  id: 'response-cache-control-missing',
  title: 'Sensitive response does not forbid caching',
  category: 'data-exposure',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'low',
  since: '0.1',
  references: ['CWE-524', 'CWE-525', 'OWASP-API8:2023'],
  tags: ['governance'],
  why: 'Shared caches and browsers may keep tokens and personal data, and give them to the next who asks.',
  fix: 'Send `Cache-Control: no-store`, and describe the header.',
  limits:
    'Asked of answers with an access token (RFC 6749 §5.1), and of answers to GET that return credentials or personal data and describe some header.',
  links: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.1'],
  aggregate: 'document',

  messages: {
    token: 'This response returns a token and does not say `Cache-Control: no-store`.',
    data: 'This response returns sensitive data and does not say `Cache-Control: no-store`.',
  },

  visit: {
    Api(api, { lexicons, report, eligible }) {
      for (const operation of inboundOperations(api)) {
        const issues = authEndpointOf(operation) !== undefined;
        if (!issues && operation.method !== 'get') continue;
        for (const [status, response] of operation.responses) {
          if (!status.startsWith('2')) continue;
          const isToken = issues && returnsToken(response);
          if (!isToken && !(operation.method === 'get' && isSensitive(response, lexicons)))
            continue;
          eligible();
          if (!forbidsCaching(response)) report(response, isToken ? 'token' : 'data');
        }
      }
    },
  },
});

function isSensitive(response: Response, lexicons: Lexicons): boolean {
  return response.headers.size > 0 && isSensitiveAnswer(response, lexicons);
}

function returnsToken(response: Response): boolean {
  for (const { schema } of response.content.values()) {
    if (schema === undefined) continue;
    const properties = propertiesOf(schema);
    if (properties.has('access_token') || properties.has('accessToken')) return true;
  }
  return false;
}

const NO_STORE = /\bno-store\b/i;

function forbidsCaching(response: Response): boolean {
  for (const [name, header] of response.headers) {
    if (name.toLowerCase() === 'cache-control') return saysNoStore(header);
  }
  return response.description !== undefined && NO_STORE.test(response.description);
}

function saysNoStore(header: Header): boolean {
  const texts = [header.description, header.schema?.description, header.schema?.pattern];
  if (texts.some((text) => text !== undefined && NO_STORE.test(text))) return true;
  return valuesOf(header).some(({ text }) => NO_STORE.test(text));
}
