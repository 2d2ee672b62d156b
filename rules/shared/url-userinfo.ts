import { isSample } from './samples.ts';

/** A name and a password before the host of a URL. */
export interface UserInfo {
  readonly name: string;
  readonly password: string;
}

const WITH_PASSWORD =
  /[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/([^\s/:@?#"'<>`]{0,99}):([^\s/@?#"'<>`]{1,99})@[A-Za-z0-9[{-]/g;

/** The names and passwords in the URLs of a text, each once, without variables and the pairs of textbooks. */
export function userInfosIn(text: string): readonly UserInfo[] {
  const found = new Map<string, UserInfo>();
  for (const [, name = '', password = ''] of text.matchAll(WITH_PASSWORD)) {
    const pair = `${name}:${password}`;
    if (!PAIRS.has(pair.toLowerCase()) && !VARIABLE.test(pair)) found.set(pair, { name, password });
  }
  return [...found.values()];
}

const PAIRS = new Set([
  'user:pass',
  'user:password',
  'username:password',
  'name:password',
  'foo:bar',
  'login:password',
]);
const VARIABLE = /[{}<>[\]*•…$%]|(.)\1{3}|\.{3}|your[-_]|_?PASSWORD\b/;

const WORD =
  /^(?:pass(?:word|wd|phrase)?|pwd|pw|p|secret|token|x-oauth-basic|key|credentials?|bar|test|port|\d{1,5}|admin|root|user)$/i;

/** Whether a password is only a word for one: `admin:secret` in an example says nothing, as an address it is a way in. */
export function isWordOnly({ name, password }: UserInfo): boolean {
  const plain = password.toLowerCase();
  return (
    WORD.test(plain) || plain === name.toLowerCase() || plain.includes('pass') || isSample(password)
  );
}
