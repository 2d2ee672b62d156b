import { type Operation, pathOf } from 'specgate/rule';
import { isNamed } from './operation-patterns.ts';
import * as lists from './public-words.ts';
import { isPrefix, isTemplated, segmentsOf } from './segments.ts';
import type { Lexicons } from './words.ts';

/** By which the configuration extends the words; an entry with `/` or `*` is a pattern of paths or operationIds. */
const LIST = 'public-operation';

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
  const { leading, trailing, isWhole } = partsOf(pathOf(operation));
  // A parameter before the last word means that the word is about one thing of many: `/orders/{id}/confirm`.
  if (trailing.length > 0) return isEntranceBelow([...leading, ...trailing], words);
  const last = leading.at(-1);
  if (last === undefined) return false;
  // `GET /token/{address}` reads one token of many.
  if (!isWhole && !operation.isWriting && words.many.has(last)) return false;
  if (isEntrance(leading, words) || isStep(leading, words)) return true;
  if (operation.isWriting) return words.written.has(last);
  if (words.probes.has(last) || leading.some((segment) => words.publicParts.has(segment)))
    return true;
  if (!isWhole || !words.top.has(last)) return false;
  return words.probes.has(leading.at(-2) ?? '') || leading.slice(0, -1).every(isPrefix);
}

/** Whether the last word is an entrance by itself, by what it ends with, or by what comes before it. */
function isEntrance(leading: readonly string[], words: Words): boolean {
  const last = leading.at(-1) ?? '';
  if (words.entrances.has(last) || words.anywhere.has(endOf(last, words))) return true;
  if (!words.ofAccounts.has(last)) return false;
  const before = leading.at(-2);
  return before === undefined || isPrefix(before) || words.accounts.has(before);
}

/** The unmistakable word that another one ends with: `2falogin`, `socialsignin`; but `lastlogin` is a date. */
function endOf(last: string, words: Words): string {
  if (last.startsWith('last')) return last;
  for (const word of words.anywhere) if (last.endsWith(word)) return word;
  return last;
}

/** Whether the path is a step of a sign-in protocol, or the way away or back of a sign-in that names none. */
function isStep(segments: readonly string[], words: Words): boolean {
  const last = segments.at(-1) ?? '';
  const isBack = words.signInSteps.has(last);
  return (
    (isBack || words.steps.has(last) || words.entrances.has(last)) &&
    segments.some(
      (segment) => words.protocols.has(segment) || (isBack && words.signInParts.has(segment)),
    )
  );
}

function isEntranceBelow(segments: readonly string[], words: Words): boolean {
  return words.anywhere.has(segments.at(-1) ?? '') || isStep(segments, words);
}

/** The words of a path before its first parameter, and those after its last one. */
interface Parts {
  readonly leading: readonly string[];
  readonly trailing: readonly string[];
  /** There is no parameter. */
  readonly isWhole: boolean;
}

const known = new Map<string, Parts>();
const MOST_PATHS = 20_000;

function partsOf(path: string): Parts {
  let parts = known.get(path);
  if (parts === undefined) {
    const segments = segmentsOf(path.split(/[?#]/)[0] ?? '');
    const first = segments.findIndex(isTemplated);
    const final = segments.findLastIndex(isTemplated);
    parts = {
      leading: (first === -1 ? segments : segments.slice(0, first)).map(plain),
      trailing: first === -1 ? [] : segments.slice(final + 1).map(plain),
      isWhole: first === -1,
    };
    if (known.size < MOST_PATHS) known.set(path, parts);
  }
  return parts;
}

/** `sign-up`, `signUp` and `sign_up.php` are one word. */
function plain(segment: string): string {
  return segment
    .toLowerCase()
    .replace(/\.(?:html?|php|aspx?|jsp|do|json|ya?ml|xml)$/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

interface Words {
  readonly entrances: ReadonlySet<string>;
  readonly anywhere: ReadonlySet<string>;
  readonly many: ReadonlySet<string>;
  readonly ofAccounts: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
  readonly written: ReadonlySet<string>;
  readonly protocols: ReadonlySet<string>;
  readonly steps: ReadonlySet<string>;
  readonly signInParts: ReadonlySet<string>;
  readonly signInSteps: ReadonlySet<string>;
  readonly probes: ReadonlySet<string>;
  readonly top: ReadonlySet<string>;
  readonly publicParts: ReadonlySet<string>;
}

interface Lists {
  readonly words: Words;
  readonly patterns: readonly string[];
}

const listsByScope = new WeakMap<Lexicons, Lists>();

function listsOf(lexicons: Lexicons): Lists {
  let found = listsByScope.get(lexicons);
  if (found === undefined) {
    const { add = [], remove = [] } = lexicons[LIST] ?? {};
    found = compile(add, new Set(remove.map(plain)));
    listsByScope.set(lexicons, found);
  }
  return found;
}

function compile(add: readonly string[], removed: ReadonlySet<string>): Lists {
  const set = (words: readonly string[]) =>
    new Set(words.map(plain).filter((word) => !removed.has(word)));
  const isPattern = (entry: string) => /[/*]/.test(entry);
  return {
    words: {
      entrances: set([...lists.ENTRANCES, ...add.filter((entry) => !isPattern(entry))]),
      anywhere: set(lists.ENTRANCES_ANYWHERE),
      many: set(lists.ENTRANCES_OF_MANY),
      ofAccounts: set(lists.ENTRANCES_OF_ACCOUNTS),
      accounts: set(lists.ACCOUNTS),
      written: set(lists.ENTRANCES_WRITTEN),
      protocols: set(lists.PROTOCOLS),
      steps: set(lists.PROTOCOL_STEPS),
      signInParts: set(lists.SIGN_IN_PARTS),
      signInSteps: set(lists.SIGN_IN_STEPS),
      probes: set(lists.PROBES),
      top: set(lists.PROBES_AT_TOP),
      publicParts: set(lists.PUBLIC_PARTS),
    },
    patterns: add.filter(isPattern),
  };
}
