/** What other languages' expressions have and ECMA-262 lacks, by the text that gives it away. */
const AFTER_BACKSLASH: { readonly [letter: string]: string } = {
  A: '`\\A`, which is `^` here',
  Z: '`\\Z`, which is `$` here',
  z: '`\\z`, which is `$` here',
  G: '`\\G`',
  K: '`\\K`',
  Q: '`\\Q…\\E`',
  h: '`\\h`',
  R: '`\\R`',
  X: '`\\X`',
};

const GROUPS: readonly (readonly [opening: RegExp, what: string])[] = [
  [/^\(\?>/, 'an atomic group'],
  [/^\(\?P[<=>]/, 'a named group of Python'],
  [/^\(\?#/, 'a comment'],
  [/^\(\?\|/, 'a branch reset'],
  [/^\(\?[a-zA-Z^]+(?:-[a-zA-Z]+)?[):]/, 'inline flags'],
  [/^\(\?-[a-zA-Z]+[):]/, 'inline flags'],
];

const POSSESSIVE = /^(?:[*+?]|\{\d+(?:,\d*)?\})\+/;
const NO_MINIMUM = /^\{,\d+\}/;

/** The first construct in a pattern that ECMA-262 does not know or reads otherwise, in words; undefined if there is none. */
export function foreignSyntax(pattern: string): string | undefined {
  if (isDelimited(pattern)) return 'delimiters `/…/`, which are no part of the expression';
  if (isPicture(pattern)) return 'a picture of the format rather than an expression';
  let isInClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const found = isInClass ? foreignInClass(pattern, at) : foreignAt(pattern, at);
    if (found !== undefined) return found;
    const character = pattern[at];
    if (character === '\\') at += 1;
    else if (character === '[') isInClass = true;
    else if (character === ']') isInClass = false;
  }
  return undefined;
}

function foreignAt(pattern: string, at: number): string | undefined {
  switch (pattern[at]) {
    case '\\':
      return foreignEscape(pattern, at);
    case '(':
      return GROUPS.find(([opening]) => opening.test(pattern.slice(at, at + 20)))?.[1];
    case '*':
    case '+':
    case '?':
    case '{':
      if (POSSESSIVE.test(pattern.slice(at, at + 20))) return 'a possessive quantifier';
      return NO_MINIMUM.test(pattern.slice(at, at + 12))
        ? 'a quantifier without a minimum'
        : undefined;
    default:
      return undefined;
  }
}

/** `\p` without braces is a property in Java and .NET, and the letter here. */
function foreignEscape(pattern: string, at: number): string | undefined {
  const letter = pattern[at + 1] ?? '';
  if ((letter === 'p' || letter === 'P') && /[A-Z]/.test(pattern[at + 2] ?? ''))
    return '`\\p` without braces';
  if (letter === 'x' && pattern[at + 2] === '{') return '`\\x{…}`';
  return Object.hasOwn(AFTER_BACKSLASH, letter) ? AFTER_BACKSLASH[letter] : undefined;
}

function foreignInClass(pattern: string, at: number): string | undefined {
  if (pattern[at] === '[' && /^\[:\^?[a-z]+:\]/.test(pattern.slice(at, at + 16)))
    return 'a POSIX class';
  return pattern.startsWith('&&[', at) ? 'an intersection of classes' : undefined;
}

/** `/…/i`: where an anchor stands inside, or flags after it, the slashes are not meant. */
function isDelimited(pattern: string): boolean {
  const end = pattern.lastIndexOf('/');
  if (pattern[0] !== '/' || end < 2) return false;
  const flags = pattern.slice(end + 1);
  if (!/^[dgimsuvy]{0,7}$/.test(flags)) return false;
  const inner = pattern.slice(1, end);
  const isHeld = inner.startsWith('^') || (inner.endsWith('$') && !inner.endsWith('\\$'));
  return isHeld || (flags !== '' && /[[(\\*+?]/.test(inner));
}

const FORMATS = new Set([
  'date',
  'date-time',
  'datetime',
  'time',
  'uuid',
  'guid',
  'email',
  'uri',
  'url',
  'iso8601',
  'iso-8601',
]);
const DATE_PICTURE = /^[ymdhs]+(?:[-/.:T _]+[ymdhs]+)+(?:[.:]?s+)?(?:Z|\+.*)?$/i;

/** `YYYY-MM-DD`, `date-time`: letters that stand for what is meant. */
function isPicture(pattern: string): boolean {
  if (FORMATS.has(pattern.toLowerCase())) return true;
  return /yyyy|dd|hh/i.test(pattern) && DATE_PICTURE.test(pattern);
}
