import {
  type Alternative,
  defineRule,
  type EffectiveSecurity,
  fact,
  nameOf,
  type Operation,
  pathOf,
  texts,
} from 'specgate/rule';
import { counted } from '../shared/counted.ts';
import { onceAList } from '../shared/once-a-list.ts';
import { related } from '../shared/related.ts';
import { operationsAsking, titleOf } from '../shared/scheme-uses.ts';
import { sensitiveDataOf } from '../shared/sensitive-data.ts';
import { sensitiveFlowOf } from '../shared/sensitive-flow.ts';
import { ADMIN_SEGMENTS, segmentIn } from '../shared/sensitive-segments.ts';
import { classOf } from '../shared/strength.ts';
import type { Lexicons } from '../shared/words.ts';

export default defineRule({
  id: 'auth-sender-constraint-missing',
  title: 'Sensitive operations accept tokens from whoever holds them',
  category: 'authentication',
  severity: { recommended: 'off', strict: 'low' },
  confidence: 'medium',
  since: '0.1',
  versions: ['3.0', '3.1', '3.2'],
  references: ['CWE-294', 'CWE-308', 'OWASP-API2:2023'],
  tags: ['mtls', 'oauth2'],
  why: 'A stolen bearer token works from anywhere. Bound to a key or a client certificate of its owner, it is of no use to a thief.',
  fix: 'Ask for the token and `mutualTLS` in the same requirement, or use `type: http` with `scheme: dpop`.',
  links: ['https://www.rfc-editor.org/rfc/rfc9449', 'https://www.rfc-editor.org/rfc/rfc8705'],

  options: {
    sensitiveTags: texts('Tags of operations that need such tokens.'),
    requireFor: texts(
      'What else makes an operation sensitive: `sensitive-flow`, `admin`, `financial`, `health`.',
      ['sensitive-flow', 'admin', 'financial', 'health'],
    ),
  },
  messages: {
    unbound: 'A stolen token of "{name}" opens {operations}, "{operation}" first.',
  },

  visit: {
    SecurityScheme(scheme, { options, lexicons, report }) {
      if (classOf(scheme) !== 3 || BOUND.test(scheme.description ?? '')) return;
      const alone = operationsAsking(scheme, (security) => acceptedAlone(security).has(scheme));
      const sensitive = onceAList(alone, options, () =>
        alone.filter((operation) => isSensitive(operation, options, lexicons)),
      );
      const [first] = sensitive;
      if (first === undefined) return;
      const place = { at: scheme, related: related(sensitive, 'accepts it alone.') };
      report(place, 'unbound', {
        name: titleOf(scheme),
        operations: counted(sensitive.length, 'sensitive operation'),
        operation: nameOf(first),
      });
    },
  },
});

const BOUND =
  /\bmTLS\b|\bmutual[ -]TLS\b|\bRFC ?(?:8705|9449)\b|\bDPoP\b|\bsender[- ]constrain|\bproof[- ]of[- ]possession\b/i;

/** The schemes of ways in that ask for nothing but tokens, where no other way binds them. */
const acceptedAlone = fact(({ alternatives }: EffectiveSecurity): ReadonlySet<unknown> => {
  if (alternatives.some(isBound)) return new Set();
  const ways = alternatives.filter(({ schemes }) =>
    schemes.every(({ scheme }) => scheme !== undefined && classOf(scheme) === 3),
  );
  return new Set(ways.flatMap(({ schemes }) => schemes.map(({ scheme }) => scheme)));
});

function isBound({ schemes }: Alternative): boolean {
  return schemes.some(({ scheme }) => scheme !== undefined && classOf(scheme) === 4);
}

interface Settings {
  readonly sensitiveTags: readonly string[];
  readonly requireFor: readonly string[];
}

function isSensitive(operation: Operation, options: Settings, lexicons: Lexicons): boolean {
  if (operation.tags.some((tag) => options.sensitiveTags.includes(tag))) return true;
  const isAsked = (signal: string) => options.requireFor.includes(signal);
  if (isAsked('sensitive-flow') && sensitiveFlowOf(operation) !== undefined) return true;
  if (isAsked('admin') && segmentIn(pathOf(operation), ADMIN_SEGMENTS) !== undefined) return true;
  if (!isAsked('financial') && !isAsked('health')) return false;
  return [...sensitiveDataOf(operation, lexicons)].some(isAsked);
}
