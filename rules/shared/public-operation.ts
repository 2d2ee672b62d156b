import { type Operation, pathOf } from 'specgate/rule';
import { isNamed } from './operation-patterns.ts';
import { isPrefix, isTemplated, segmentsOf } from './segments.ts';
import type { Lexicons } from './words.ts';

/** By which the configuration extends the words below; an entry with `/` or `*` is a pattern of paths or operationIds. */
const LIST = 'public-operation';

/** The last words of paths by which one gets a credential, or recovers or gives back one. */
const ENTRANCES = [
  'login',
  'signin',
  'sign-in',
  'log-in',
  'logout',
  'register',
  'registration',
  'signup',
  'sign-up',
  'token',
  'access-token',
  'refresh-token',
  'oauth',
  'oauth2',
  'authorize',
  'authenticate',
  'authentication',
  'auth',
  'sso',
  'saml',
  'oidc',
  'forgot',
  'forgot-password',
  'reset-password',
  'password-reset',
  'recover-password',
  'recover_username',
  'magic-link',
  'verify-email',
  'verify-otp',
  'resend-verification',
  'confirm-email',
];

/** The same where nothing or an account comes before: `/users/verify` is one, `/orders/confirm` is not. */
const ENTRANCES_OF_ACCOUNTS = [
  'verify',
  'verification',
  'activate',
  'activation',
  'confirm',
  'confirmation',
  'recover',
  'revoke',
  'introspect',
  'refresh',
];

const ACCOUNTS = [
  'auth',
  'oauth',
  'oauth2',
  'authentication',
  'identity',
  'account',
  'accounts',
  'user',
  'users',
  'customer',
  'customers',
  'member',
  'members',
  'me',
  'profile',
  'email',
  'phone',
  'mobile',
  'password',
  'token',
  'tokens',
  'session',
  'sessions',
  'otp',
  'login',
  'register',
  'registration',
  'signup',
];

/** The same, where they are only written to: reading `session` tells about a caller who is known. */
const ENTRANCES_WRITTEN = ['session', 'sessions', 'otp', '2fa', 'mfa'];

/** Segments below which everything belongs to a sign-in protocol. */
const PROTOCOLS = [
  '.well-known',
  'oauth',
  'oauth2',
  'oidc',
  'saml',
  'saml2',
  'sso',
  'openid-connect',
];

/** What is read by machines that have no account: probes, keys, files that browsers ask for. */
const PROBES = [
  'health',
  'healthz',
  'healthcheck',
  'livez',
  'liveness',
  'readyz',
  'readiness',
  'ping',
  'jwks',
  'jwks.json',
  'openid-configuration',
  'robots.txt',
  'favicon.ico',
  'openapi.json',
  'openapi.yaml',
  'swagger.json',
];

/** Probes only at the top: `/status` tells about the service, `/orders/status` about orders. */
const PROBES_AT_TOP = ['ready', 'live', 'status', 'version', 'time'];

/** Methods that carry no data of the API by nature. */
const METHODS = new Set(['options', 'head']);

/** Extensions of an operation, its path or the root by which an author says that anonymous access is meant. */
export const PUBLIC_EXTENSIONS = [
  'x-public',
  'x-anonymous',
  'x-unauthenticated',
  'x-42c-accept-empty-security',
] as const;

/** Whether an operation is anonymous by nature (login, token, health …) or says that it is meant to be. */
export function isPublic(operation: Operation, lexicons: Lexicons = UNCHANGED): boolean {
  const scope = lexicons[LIST] === undefined ? UNCHANGED : lexicons;
  let answers = answersByScope.get(scope);
  if (answers === undefined) {
    answers = new WeakMap();
    answersByScope.set(scope, answers);
  }
  let answer = answers.get(operation);
  if (answer === undefined) {
    answer =
      isMarkedPublic(operation) ||
      METHODS.has(operation.method.toLowerCase()) ||
      isByPath(operation, scope);
    answers.set(operation, answer);
  }
  return answer;
}

const UNCHANGED: Lexicons = {};
const answersByScope = new WeakMap<Lexicons, WeakMap<Operation, boolean>>();

/** Whether the author marked the operation, its path or the whole description as public. */
export function isMarkedPublic(operation: Operation): boolean {
  return PUBLIC_EXTENSIONS.some(
    (name) =>
      isOn(operation.extension(name)) ||
      (operation.extension(name) === undefined &&
        (isOn(operation.item?.extension(name)) || isOn(operation.api.extension(name)))),
  );
}

/** `true`, or a text that gives the reason. */
function isOn(value: unknown): boolean {
  return (
    value === true || (typeof value === 'string' && value.trim() !== '' && value.trim() !== 'false')
  );
}

function isByPath(operation: Operation, lexicons: Lexicons): boolean {
  const { words, patterns } = listsOf(lexicons);
  if (isNamed(operation, patterns)) return true;
  const method = operation.method.toLowerCase();
  if (method === 'delete') return false;
  const { leading, isWhole } = leadingOf(pathOf(operation));
  const last = leading.at(-1);
  if (last === undefined) return false;
  if (words.entrances.has(last) || (words.ofAccounts.has(last) && isOfAccount(leading, words)))
    return true;
  if (operation.isWriting) {
    return (
      words.written.has(last) ||
      (method === 'post' && leading.some((segment) => words.protocols.has(segment)))
    );
  }
  if (words.probes.has(last) || leading.some((segment) => words.protocols.has(segment)))
    return true;
  return isWhole && words.top.has(last) && leading.slice(0, -1).every(isPrefix);
}

function isOfAccount(leading: readonly string[], words: Words): boolean {
  const before = leading.at(-2);
  return before === undefined || isPrefix(before) || words.accounts.has(before);
}

/** A path up to its first parameter; what comes after it is about one thing of many: `/orders/{id}/confirm`. */
interface Leading {
  readonly leading: readonly string[];
  /** There is no parameter. */
  readonly isWhole: boolean;
}

const leadings = new Map<string, Leading>();
const MOST_PATHS = 20_000;

function leadingOf(path: string): Leading {
  let found = leadings.get(path);
  if (found === undefined) {
    const segments = segmentsOf(path);
    const first = segments.findIndex(isTemplated);
    const leading = (first === -1 ? segments : segments.slice(0, first)).map(plain);
    found = { leading, isWhole: first === -1 };
    if (leadings.size < MOST_PATHS) leadings.set(path, found);
  }
  return found;
}

/** `sign-up`, `signUp` and `sign_up` are one word. */
function plain(segment: string): string {
  return segment.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

interface Words {
  readonly entrances: ReadonlySet<string>;
  readonly ofAccounts: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
  readonly written: ReadonlySet<string>;
  readonly protocols: ReadonlySet<string>;
  readonly probes: ReadonlySet<string>;
  readonly top: ReadonlySet<string>;
}

interface Lists {
  readonly words: Words;
  readonly patterns: readonly string[];
}

const listsByScope = new WeakMap<Lexicons, Lists>();

function listsOf(lexicons: Lexicons): Lists {
  let lists = listsByScope.get(lexicons);
  if (lists === undefined) {
    const { add = [], remove = [] } = lexicons[LIST] ?? {};
    lists = compile(add, new Set(remove.map(plain)));
    listsByScope.set(lexicons, lists);
  }
  return lists;
}

function compile(add: readonly string[], removed: ReadonlySet<string>): Lists {
  const set = (words: readonly string[]) =>
    new Set(words.map(plain).filter((word) => !removed.has(word)));
  const isPattern = (entry: string) => /[/*]/.test(entry);
  const added = add.filter((entry) => !isPattern(entry));
  return {
    words: {
      entrances: set([...ENTRANCES, ...added]),
      ofAccounts: set(ENTRANCES_OF_ACCOUNTS),
      accounts: set(ACCOUNTS),
      written: set(ENTRANCES_WRITTEN),
      protocols: set(PROTOCOLS),
      probes: set(PROBES),
      top: set(PROBES_AT_TOP),
    },
    patterns: add.filter(isPattern),
  };
}
