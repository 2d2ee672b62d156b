import {
  defineRule,
  type EffectiveSecurity,
  fact,
  isInbound,
  nameOf,
  type Operation,
  pathOf,
  propertiesOf,
  securityOf,
  texts,
} from 'specgate/rule';
import { authEndpointOf } from '../shared/auth-endpoint.ts';
import { gatewayEvidence } from '../shared/gateway.ts';
import { isNamed } from '../shared/operation-patterns.ts';
import { isPublic } from '../shared/public-operation.ts';
import { documentsThrottling, speaksOfLimits } from '../shared/rate-limits.ts';
import { isPrefix, isTemplated, segmentsOf } from '../shared/segments.ts';
import { tokensOf } from '../shared/words.ts';

export default defineRule({
  id: 'rate-limit-auth-endpoint',
  title: 'Login or recovery operation documents no throttling',
  category: 'resource-limits',
  severity: { recommended: 'medium', strict: 'high' },
  confidence: 'medium',
  since: '0.1',
  references: ['CWE-307', 'CWE-799', 'OWASP-API2:2023', 'OWASP-API4:2023', 'OWASP-API6:2023'],
  tags: ['rate-limits'],
  why: 'Here passwords and codes are tried by the million, and here text messages are sent at your expense.',
  fix: 'Limit attempts by account and by address, and document the response `429`.',

  options: {
    endpoints: texts(
      'Further paths or operationIds that take credentials; `*` and `**` are allowed.',
    ),
  },
  messages: {
    unlimited: '"{operation}" takes credentials and documents no limit of attempts.',
  },

  visit: {
    Operation(operation, { options, lexicons, report }) {
      const { method } = operation;
      if ((method !== 'post' && method !== 'put') || !isInbound(operation)) return;
      const isMeant =
        isNamed(operation, options.endpoints) ||
        isEntrance(operation) ||
        (isPublic(operation, lexicons) && takesCredential(operation));
      if (isMeant && !isLimited(operation))
        report(operation, 'unlimited', { operation: nameOf(operation) });
    },
  },
});

/** Words that mean something else as often, as a session of a chat: there, callers have not said yet who they are. */
const AMBIGUOUS = new Set([
  'token',
  'session',
  'sessions',
  'register',
  'otp',
  '2fa',
  'mfa',
  'forgot',
]);

function isEntrance(operation: Operation): boolean {
  const word = authEndpointOf(operation) ?? entranceInId(operation);
  if (word === undefined) return false;
  if (!AMBIGUOUS.has(word.toLowerCase())) return true;
  return (isOpen(operation) && isAboutAccounts(operation)) || takesCredential(operation);
}

/** `loginUser`, `users.resetPassword`. */
const IDS =
  /^(?:log ?in|sign ?in|authenticate)\b|\b(?:forgot|reset|recover) password$|\b(?:verify|send|request) otp$/;

function entranceInId({ operationId, method }: Operation): string | undefined {
  if (operationId === undefined || method !== 'post') return undefined;
  return IDS.test(tokensOf(operationId).join(' ')) ? operationId : undefined;
}

const ACCOUNTS =
  /^(?:o?auth2?|identity|iam|security|me|users?|accounts?|customers?|members?|admin)$/i;

/** `/v1/sessions` and `/users/sessions`, and not `/payments/v1/sessions`. */
function isAboutAccounts(operation: Operation): boolean {
  const leading = segmentsOf(pathOf(operation)).slice(0, -1);
  const before = leading.filter((segment) => !isPrefix(segment)).at(-1);
  return before === undefined || isTemplated(before) || ACCOUNTS.test(before);
}

/** Nothing is asked for, or what everybody who has a client has: its id and secret. */
function isOpen(operation: Operation): boolean {
  return letsClientsIn(securityOf(operation));
}

const letsClientsIn = fact(
  ({ isAnonymous, isOptional, alternatives }: EffectiveSecurity) =>
    isAnonymous ||
    isOptional ||
    alternatives.some(({ schemes }) =>
      schemes.every(({ scheme }) => scheme?.scheme?.toLowerCase() === 'basic'),
    ),
);

const CREDENTIALS = new Set(['password', 'passwd', 'passcode', 'otp', 'pin', 'totp']);

function takesCredential({ requestBody }: Operation): boolean {
  for (const { schema } of requestBody?.content.values() ?? []) {
    if (schema === undefined) continue;
    for (const name of propertiesOf(schema).keys()) {
      if (CREDENTIALS.has(tokensOf(name).at(-1) ?? '')) return true;
    }
  }
  return false;
}

const WORDING =
  /\block(?:ed|s)?[-\s]?out\b|\b(?:re)?captcha\b|\b(?:failed|too many|login) attempts?\b|\bbrute[-\s]?force\b/i;

function isLimited(operation: Operation): boolean {
  if (documentsThrottling(operation) || operation.responses.has('423')) return true;
  if (gatewayEvidence(operation, 'rate-limit').length > 0) return true;
  const texts = [operation.summary, operation.description];
  for (const { description } of operation.responses.values()) texts.push(description);
  return (
    texts.some((text) => speaksOfLimits(text) || WORDING.test(text ?? '')) ||
    asksForCaptcha(operation)
  );
}

function asksForCaptcha({ allParameters, requestBody }: Operation): boolean {
  if (allParameters.some(({ name }) => /captcha/i.test(name ?? ''))) return true;
  for (const { schema } of requestBody?.content.values() ?? []) {
    if (schema === undefined) continue;
    for (const name of propertiesOf(schema).keys()) if (/captcha/i.test(name)) return true;
  }
  return false;
}
