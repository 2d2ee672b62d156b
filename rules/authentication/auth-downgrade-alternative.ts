import {
  type Alternative,
  type Context,
  defineRule,
  type EffectiveSecurity,
  flag,
  inTextOrder,
  integer,
  rootSecurity,
  securityOf,
} from 'specgate/rule';
import { isCalled } from '../shared/protection.ts';
import { classOfAlternative } from '../shared/strength.ts';

const options = {
  minGap: integer(
    'How many classes apart is too far, of 4 (bound to its holder), 3 (token), 2 (API key), 1 (password, key in the URL).',
    2,
    { minimum: 1, maximum: 3 },
  ),
  reportMutualTlsAlternative: flag(
    'A client certificate as one of several alternatives is reported, whatever the others are.',
    true,
  ),
};

const messages = {
  weaker: '"{weak}" is accepted instead of "{strong}", which is much harder to steal.',
  certificate: 'The client certificate "{name}" is an alternative: who has none uses "{other}".',
} as const;

export default defineRule({
  id: 'auth-downgrade-alternative',
  title: 'A weaker way in undercuts a stronger one',
  category: 'authentication',
  severity: { recommended: 'low', strict: 'medium' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-757', 'CWE-1390', 'OWASP-API2:2023'],
  tags: ['mtls', 'oauth2'],
  why: 'The caller chooses among the entries of a `security` list, and an attacker chooses the weakest: the strong one adds nothing.',
  fix: 'Put schemes that must hold together into one object of the list, and give up the weak alternative.',

  aggregate: 'document',
  options,
  messages,

  visit: {
    Api(api, context) {
      judge(rootSecurity(api), context);
    },
    Operation(operation, context) {
      const security = securityOf(operation);
      if (security.from === 'operation' && isCalled(operation)) judge(security, context);
    },
  },
});

type Settings = { readonly minGap: number; readonly reportMutualTlsAlternative: boolean };

function judge(security: EffectiveSecurity, context: Context<typeof messages, Settings>): void {
  const ways = inTextOrder(
    security.alternatives.filter(({ schemes }) => schemes.length > 0),
    nameOf,
  );
  if (ways.length < 2) return;
  context.eligible();
  const certificate = ways.find(isCertificateOnly);
  const other = ways.find((way) => way !== certificate && !asksForCertificate(way));
  if (
    certificate !== undefined &&
    other !== undefined &&
    context.options.reportMutualTlsAlternative
  ) {
    context.report(certificate.node, 'certificate', {
      name: nameOf(certificate),
      other: nameOf(other),
    });
    return;
  }
  const [weak, strong] = extremesOf(ways);
  if (weak === undefined || strong === undefined) return;
  if (strong.strength - weak.strength < context.options.minGap) return;
  context.report(weak.way.node, 'weaker', { weak: nameOf(weak.way), strong: nameOf(strong.way) });
}

function isCertificateOnly({ schemes }: Alternative): boolean {
  return schemes.every(({ scheme }) => scheme?.type === 'mutualTLS');
}

function asksForCertificate({ schemes }: Alternative): boolean {
  return schemes.some(({ scheme }) => scheme?.type === 'mutualTLS');
}

/** The weakest and the strongest way in, of those whose strength is known. */
function extremesOf(ways: readonly Alternative[]) {
  const known = ways.flatMap((way) => {
    const strength = classOfAlternative(way);
    return strength === undefined ? [] : [{ way, strength }];
  });
  const sorted = known.sort((a, b) => a.strength - b.strength);
  return [sorted[0], sorted.at(-1)] as const;
}

function nameOf({ schemes }: Alternative): string {
  return schemes.map(({ name }) => name).join(' + ');
}
