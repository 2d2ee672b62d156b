import {
  type Api,
  defineRule,
  flag,
  inboundOperations,
  type Operation,
  type Pointer,
  securityOf,
} from 'specgate/rule';
import { gatewayEvidence } from '../shared/gateway.ts';
import { isGuarded } from '../shared/protection.ts';
import { related } from '../shared/related.ts';
import { type ResponseHeader, responseHeaders, valuesOf } from '../shared/response-headers.ts';

export default defineRule({
  id: 'cors-wildcard',
  title: 'Cross-origin access is open to every site',
  category: 'data-exposure',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-942', 'OWASP-API8:2023'],
  tags: ['governance'],
  why: "Any web page can call the API from its visitors' browsers and read the answers, from inside their networks too.",
  fix: 'Answer with the origin only if it is on a list of yours, and never together with `Access-Control-Allow-Credentials`.',
  aggregate: 'document',

  options: {
    allowForAnonymous: flag(
      'Operations that ask for no credential may be open to every site.',
      true,
    ),
  },
  messages: {
    header: 'Every site may read this: "Access-Control-Allow-Origin" is "{value}".',
    described: 'Every site may read this, as the description of the header says.',
    credentials:
      'Every site may read this with the credentials of its visitor: the origin is "{value}".',
    gateway: 'The gateway lets every site in.',
  },

  visit: {
    Api(api, { options, report, eligible }) {
      const asked = (header: ResponseHeader) =>
        !options.allowForAnonymous || asksForCredential(header.operation);
      const origins = responseHeaders(api).filter(({ name }) =>
        isCalled(name, 'access-control-allow-origin'),
      );
      const reported = new Set<unknown>();
      for (const found of origins.filter(asked)) {
        const { header, response, operation } = found;
        if (reported.has(header)) continue;
        reported.add(header);
        eligible();
        const value = valuesOf(header).find(({ text }) =>
          OPEN.has(text.trim().replace(/^'|'$/g, '')),
        );
        const uses = related([operation], 'returns it.');
        const sendsCredentials = [...response.headers.keys()].some((name) =>
          isCalled(name, 'access-control-allow-credentials'),
        );
        if (value !== undefined) {
          report({ at: value.at, related: uses }, sendsCredentials ? 'credentials' : 'header', {
            value: value.text,
          });
        } else if (header.description !== undefined && ANY_ORIGIN.test(header.description)) {
          report({ at: header.at('description'), related: uses }, 'described');
        }
      }
      for (const at of openGateways(api, options.allowForAnonymous)) report(at, 'gateway');
    },
  },
});

const OPEN = new Set(['*', 'null']);
const ANY_ORIGIN =
  /\b(?:any|every|all) (?:origins?|sites?|domains?)\b|\balways (?:set to )?["'`]?\*/i;

function isCalled(name: string, plain: string): boolean {
  return name.toLowerCase() === plain;
}

/** Whether a credential is asked for, by the description or by the gateway alone. */
function asksForCredential(operation: Operation): boolean {
  return !securityOf(operation).isAnonymous || isGuarded(operation);
}

/** Where gateways are told to let every site in, at operations that ask for a credential. */
function openGateways(api: Api, allowForAnonymous: boolean): Iterable<Pointer> {
  const places = new Map<unknown, Pointer>();
  for (const operation of inboundOperations(api)) {
    if (allowForAnonymous && !asksForCredential(operation)) continue;
    for (const { spot } of gatewayEvidence(operation, 'cors-wildcard')) {
      places.set(`${spot.at.source.uri} ${pathText(spot.at)}`, spot.at);
    }
  }
  return places.values();
}

function pathText(at: Pointer): string {
  return at.parent === undefined ? '' : `${pathText(at.parent)}/${at.key}`;
}
