/** A JSON Web Token in a text, as far as it can be read. */
export interface Jwt {
  readonly token: string;
  readonly header: Claims;
  readonly claims: Claims;
  /** Empty where the token is not signed. */
  readonly signature: string;
}

export type Claims = { readonly [name: string]: unknown };

/** Header and claims are JSON objects in base64url; the signature may be missing. */
const TOKEN = /\b(eyJ[\w-]{8,})\.(eyJ[\w-]{4,})\.([\w-]*)/g;

/** The tokens in a text whose header and claims can be decoded, signed or not. */
export function jwtsIn(text: string): readonly Jwt[] {
  const found: Jwt[] = [];
  for (const [token, first = '', second = '', signature = ''] of text.matchAll(TOKEN)) {
    const header = decode(first);
    const claims = decode(second);
    if (header !== undefined && claims !== undefined)
      found.push({ token, header, claims, signature });
  }
  return found;
}

function decode(part: string): Claims | undefined {
  try {
    const bytes = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    const text = new TextDecoder().decode(Uint8Array.from(bytes, codeOf));
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    // What cannot be decoded is no token, but a text that looks like one.
    return undefined;
  }
}

function codeOf(character: string): number {
  return character.charCodeAt(0);
}

function isObject(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
