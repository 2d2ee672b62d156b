import { defineRule } from 'specgate/rule';
import { type Holder, signsOn, wordingOf } from '../shared/gateway.ts';
import type { Sign } from '../shared/gateway-signs.ts';
import { everythingIn } from '../shared/spot.ts';

export default defineRule({
  id: 'gateway-inline-code',
  title: 'Description carries executable gateway code',
  category: 'supply-chain',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'high',
  since: '0.1',
  references: ['CWE-829', 'CWE-94', 'OWASP-API8:2023', 'OWASP-API10:2023'],
  tags: ['vendor-risk', 'governance', 'gateway'],
  why: 'Whoever can edit the description can run code in the gateway, where all requests and credentials pass.',
  fix: 'Ship the code as a reviewed plug-in of its own, and refer to it by name and version.',
  limits:
    'Knows the scripts of Kong, APISIX and Tyk, and mapping templates of Amazon API Gateway that are longer than 2 kB.',

  messages: {
    code: 'The gateway runs code that stands in "{extension}".',
  },

  visit: {
    Api: (api, { report }) => {
      for (const sign of codeOn(api)) report(sign.spot.at, 'code', { extension: named(sign) });
    },
    PathItem: (item, { report }) => {
      for (const sign of codeOn(item)) report(sign.spot.at, 'code', { extension: named(sign) });
    },
    Operation: (operation, { report }) => {
      for (const sign of codeOn(operation))
        report(sign.spot.at, 'code', { extension: named(sign) });
    },
  },
});

/** The scripts on a node that are not empty. */
function codeOn(node: Holder): readonly Sign[] {
  return signsOn(node, 'inline-code').filter(({ spot }) =>
    everythingIn(spot).some(({ value }) => typeof value === 'string' && value.trim() !== ''),
  );
}

/** The extension, without the code itself. */
function named(sign: Sign): string {
  return (wordingOf(sign).split(': ')[0] ?? '').slice(0, 55);
}
