import { defineRule, texts } from 'specgate/rule';
import { related } from '../shared/related.ts';
import { responseHeaders, valuesOf } from '../shared/response-headers.ts';

export default defineRule({
  id: 'response-version-header',
  title: 'Response header reveals server technology',
  category: 'data-exposure',
  severity: 'low',
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-200', 'CWE-497', 'OWASP-API8:2023'],
  tags: ['governance'],
  why: 'Names and versions of the software shorten the way to an attack that is known to work against it.',
  fix: 'Remove the header where responses leave your network, and from the description.',
  aggregate: 'document',

  options: {
    headers: texts('Names of headers that tell about the software.', [
      'Server',
      'X-Powered-By',
      'X-AspNet-Version',
      'X-AspNetMvc-Version',
      'X-Runtime',
      'X-Generator',
      'X-Backend-Server',
    ]),
  },
  messages: {
    revealed: 'Responses tell about the software of the server in "{name}".',
    banner: 'Responses name the software of the server: "{name}: {value}".',
  },

  visit: {
    Api(api, { options, report, eligible }) {
      const names = new Set(options.headers.map((name) => name.toLowerCase()));
      const responses = new Set<unknown>();
      for (const { name, header, at, response, operation } of responseHeaders(api)) {
        if (!responses.has(response)) {
          responses.add(response);
          eligible();
        }
        const plain = name.toLowerCase();
        if (!names.has(plain)) continue;
        const place = { at, related: related([operation], 'returns it.') };
        if (plain !== 'server') {
          report(place, 'revealed', { name });
          continue;
        }
        // Nearly every server sends this one; what counts is what it says.
        const value = valuesOf(header).find(({ text }) => BANNER.test(text));
        if (value !== undefined) report(place, 'banner', { name, value: value.text.slice(0, 40) });
      }
    },
  },
});

/** A version, or a product that everybody knows. */
const BANNER =
  /\d|\b(?:apache|nginx|iis|tomcat|jetty|express|kestrel|openresty|envoy|gunicorn|uvicorn|werkzeug|undertow|caddy|cloudflare|varnish|php|asp\.net)\b/i;
