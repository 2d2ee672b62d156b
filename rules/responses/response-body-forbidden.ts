import { defineRule, isInbound, type Pointer, type Response } from 'specgate/rule';
import { type ResponseUse, usesOfResponse } from '../shared/response-uses.ts';
import { hasBody, isBodiless } from '../shared/statuses.ts';

export default defineRule({
  id: 'response-body-forbidden',
  title: 'Response that must be empty declares a body',
  category: 'responses',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-436', 'OWASP-API8:2023'],
  tags: ['schema-validation'],
  why: 'HTTP allows no body here: proxies and clients that read one take it for the beginning of the next response.',
  fix: 'Remove the content, or answer with a status that has a body, such as 200.',
  peers: {
    kics: ['general/response_operations_body_schema_incorrect_defined'],
    '42crunch': ['*response-schema-defined'],
    ibm: ['ibm-response-status-codes'],
  },

  messages: {
    status: 'A response {status} has no body, and here one is described.',
    head: 'A response to HEAD has no body, and here one is described.',
  },

  visit: {
    Response(response, { report }) {
      if (!hasBody(response)) return;
      const uses = usesOfResponse(response).filter(({ operation }) => isInbound(operation));
      const wrong = uses.filter(isEmpty);
      const [first] = wrong;
      if (first === undefined) return;
      // Where other uses may have the body, the fault is in the uses that may not.
      const places = wrong.length === uses.length ? [bodyOf(response)] : placesOf(wrong);
      for (const at of places) {
        if (isBodiless(first.status)) report(at, 'status', { status: first.status });
        else report(at, 'head');
      }
    },
  },
});

function isEmpty({ status, operation }: ResponseUse): boolean {
  return isBodiless(status) || operation.method === 'head';
}

function bodyOf(response: Response): Pointer {
  return response.at(response.has('schema') ? 'schema' : 'content');
}

/** That HEAD refers to the same response as GET is how one says that the headers are the same. */
function placesOf(wrong: readonly ResponseUse[]): readonly Pointer[] {
  return wrong.filter(({ status }) => isBodiless(status)).map(({ place }) => place);
}
