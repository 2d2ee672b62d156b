import { entropyOf } from './entropy.ts';
import { isSample } from './samples.ts';

/** The value of an Authorization header in a text. */
export interface AuthHeader {
  readonly scheme: 'Basic' | 'Bearer';
  /** What follows the scheme. */
  readonly secret: string;
}

const BASIC = /\bbasic ([A-Za-z0-9+/]{8,400}={0,2})(?![A-Za-z0-9+/=])/gi;
const BEARER = /\bbearer ([A-Za-z0-9._~+/-]{20,4000}={0,2})/gi;

/** The real-looking credentials in a text that follow the words Basic or Bearer, each once. */
export function authHeadersIn(text: string, minEntropy: number): readonly AuthHeader[] {
  const found = new Map<string, AuthHeader>();
  for (const [, secret = ''] of text.matchAll(BASIC)) {
    if (isNameAndPassword(secret)) found.set(secret, { scheme: 'Basic', secret });
  }
  for (const [, secret = ''] of text.matchAll(BEARER)) {
    if (isToken(secret, minEntropy)) found.set(secret, { scheme: 'Bearer', secret });
  }
  return [...found.values()];
}

/** `Aladdin:open sesame` is the example of RFC 7617. */
const SAMPLE_PAIR =
  /^(?:aladdin:open ?sesame|(?:user(?:name)?|login|name|email|test|foo|admin|api_?key|client_?id|app_?id|key):(?:pass(?:word|wd|phrase)?|pwd|bar|test|secret|(?:api|app|client)?_?(?:key|secret)|))$/i;

/** Whether base 64 decodes to a name, a colon and a password, as it must; words such as "Basic Authentication" never do. */
function isNameAndPassword(encoded: string): boolean {
  const text = Buffer.from(encoded, 'base64').toString('latin1');
  const colon = text.indexOf(':');
  if (colon === -1 || !/^[\x20-\x7e]+$/.test(text) || SAMPLE_PAIR.test(text)) return false;
  const name = text.slice(0, colon);
  const password = text.slice(colon + 1);
  // A secret key may stand as the name alone.
  const secret = password === '' ? name : password;
  return secret.length >= 4 && name !== password && !isSample(secret) && !isSample(name);
}

function isToken(token: string, minEntropy: number): boolean {
  if (!/\d/.test(token) || token.startsWith('eyJ') || isSample(token)) return false;
  return entropyOf(token) >= minEntropy && !/^(?:[a-z]+[-_.])*[a-z]+$/i.test(token);
}
