import {
  defineRule,
  flag,
  type Header,
  inTextOrder,
  isInbound,
  type Node,
  nameOf,
  Response,
} from 'specgate/rule';
import { essenceOf, isJson } from '../shared/media-types.ts';
import { type ResponseUse, usesOfResponse } from '../shared/response-uses.ts';
import { isBodiless } from '../shared/statuses.ts';

export default defineRule({
  id: 'response-schema-missing',
  title: 'Response body or header has no schema',
  category: 'responses',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-213', 'CWE-1059', 'OWASP-API3:2023'],
  tags: ['schema-validation'],
  why: 'Output that is not described cannot be checked or filtered, and a field too many leaks unnoticed.',
  fix: 'Write the schema of what is returned.',
  limits: 'Images, files, plain text and streams of events need none.',
  peers: {
    kics: [
      'general/response_operations_body_schema_undefined',
      '3.0/header_object_without_schema',
      '3.0/media_type_object_without_schema',
    ],
    cherrybomb: ['CheckResponseBodySchema'],
    '42crunch': [
      '*response-schema-undefined',
      '*header-schema-undefined',
      '*mediatype-response-schema-undefined',
    ],
    ibm: ['ibm-content-contains-schema', 'ibm-request-and-response-content'],
  },

  aggregate: 'document',
  options: {
    requireContentOnGet: flag(
      'GETs that answer 200 or 201 without any content are reported.',
      false,
      true,
    ),
  },
  messages: {
    body: 'The "{type}" body of response "{response}" has no schema.',
    produced: '"{operation}" produces JSON, and its response "{response}" has no schema.',
    content: '"{operation}" returns something under "{response}", and nothing says what.',
    header: 'The response header "{header}" has no schema.',
  },

  visit: {
    Response(response, { options, report, eligible }) {
      const uses = successesOf(response);
      const [use] = uses;
      if (use === undefined) return;
      eligible();
      const name = String(response.key);
      if (response.content.size > 0) {
        for (const [type, mediaType] of inTextOrder(response.content, ([name]) => name)) {
          const isSaid = mediaType.has('schema') || mediaType.has('itemSchema');
          if (isSaid || mediaType.schema !== undefined || !isStructured(type)) continue;
          report(mediaType, 'body', { type: type.slice(0, 40), response: name });
          return;
        }
        return;
      }
      // What is there and cannot be read is a mistake of structure.
      if (isUnreadable(response)) return;
      const json = response.api.version === '2.0' ? uses.find(producesJson) : undefined;
      const read = options.requireContentOnGet ? uses.find(isRead) : undefined;
      if (json !== undefined)
        report(response, 'produced', { operation: nameOf(json.operation), response: name });
      else if (read !== undefined)
        report(response, 'content', { operation: nameOf(read.operation), response: name });
    },

    Header(header, { report }) {
      if (header.api.version === '2.0') {
        if (!header.has('type')) report(header, 'header', { header: String(header.key) });
        return;
      }
      if (header.schema !== undefined || header.content.size > 0) return;
      if (header.has('schema') || header.has('content') || isOfRequest(header)) return;
      report(header, 'header', { header: String(header.key) });
    },
  },
});

/** Whether it is a header of a part of a request body. */
function isOfRequest(header: Header): boolean {
  let at: Node | undefined = header.owner;
  if (at?.kind !== 'Encoding') return false;
  while (at !== undefined && !(at instanceof Response)) at = at.owner;
  return at === undefined;
}

function isRead({ status, operation }: ResponseUse): boolean {
  return operation.method === 'get' && (status === '200' || status === '201');
}

/** The uses of a response as what an inbound operation succeeds with, where it may have a body. */
function successesOf(response: Response): readonly ResponseUse[] {
  return usesOfResponse(response).filter(
    ({ status, operation }) =>
      /^2(?:\d\d|xx)$/i.test(status) &&
      !isBodiless(status) &&
      operation.method !== 'head' &&
      isInbound(operation),
  );
}

function isUnreadable(response: Response): boolean {
  const { content } = response.raw;
  const isEmpty =
    typeof content === 'object' && content !== null && Object.keys(content).length === 0;
  return response.has('schema') || (response.has('content') && !isEmpty);
}

const STRUCTURED = /[/+]xml$|^application\/x-www-form-urlencoded$|^multipart\/form-data$/;

function isStructured(type: string): boolean {
  return isJson(type) || STRUCTURED.test(essenceOf(type));
}

/** Whether it is said in so many words that the operation answers with JSON; a 2.0 response without schema has no body by itself. */
function producesJson({ operation, status }: ResponseUse): boolean {
  if (operation.method === 'options' || (status !== '200' && status !== '203')) return false;
  const types = operation.has('produces') ? operation.produces : operation.api.produces;
  return types.some(isJson);
}
