import type { SuspectText } from './document-walk.ts';
import type { Hit } from './exact-place.ts';
import { TOKEN_FORMATS, type TokenFormat } from './token-formats.ts';

/** A credential that a provider's format gives away. */
export interface KnownToken extends Hit {
  readonly format: TokenFormat;
}

/** All formats at once; the number of the group says which one it is. */
const ANY = new RegExp(TOKEN_FORMATS.map(({ pattern }) => `(${pattern})`).join('|'), 'g');

const LONGEST_BEFORE = 24;

/** The credentials of known formats in a text, each once. */
export function knownTokensIn({ at, text }: SuspectText): readonly KnownToken[] {
  const found = new Map<string, KnownToken>();
  for (const match of text.matchAll(ANY)) {
    const [secret] = match;
    const format = TOKEN_FORMATS[match.indexOf(secret, 1) - 1];
    if (format === undefined) continue;
    const before = text.slice(Math.max(0, match.index - LONGEST_BEFORE), match.index);
    if (format.notAfter?.test(before) !== true) found.set(secret, { at, secret, format });
  }
  return [...found.values()];
}

/** What stands between `-----BEGIN … PRIVATE KEY-----` and its end, with the line breaks or escapes in it. */
const PEM = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----([\sA-Za-z0-9+/=\\:,.-]{0,20000}?)-----END/g;
/** The shortest key of use today has about 160 characters of base 64 (elliptic curves of 256 bits). */
const SHORTEST_KEY = 160;

/** The private keys in PEM form in a text that are whole. */
export function privateKeysIn({ at, text }: SuspectText): readonly Hit[] {
  const found = new Map<string, Hit>();
  for (const match of text.matchAll(PEM)) {
    const body = match[1] ?? '';
    const characters = body.replace(/\\[nr]|[^A-Za-z0-9+/=]/g, '');
    if (characters.length >= SHORTEST_KEY && !/(.)\1{9}|\.{3}/.test(body)) {
      found.set(body, { at, secret: body.trim() });
    }
  }
  return [...found.values()];
}
