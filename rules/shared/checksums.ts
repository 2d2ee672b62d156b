const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * Whether the last six characters of a token's random part are the CRC-32 of what comes before them, in base 62.
 * GitHub and npm make their tokens so (github.blog, "Behind GitHub's new authentication token formats").
 */
export function isBase62Checked(token: string): boolean {
  const body = token.slice(token.lastIndexOf('_') + 1);
  let rest = crc32(body.slice(0, -6));
  let digits = '';
  for (let place = 0; place < 6; place += 1) {
    digits = `${BASE62[rest % 62] ?? ''}${digits}`;
    rest = Math.floor(rest / 62);
  }
  return body.endsWith(digits);
}

function crc32(text: string): number {
  let remainder = -1;
  for (let at = 0; at < text.length; at += 1) {
    remainder ^= text.charCodeAt(at);
    for (let bit = 0; bit < 8; bit += 1) {
      remainder = (remainder >>> 1) ^ ((remainder & 1) === 0 ? 0 : 0xedb88320);
    }
  }
  return ~remainder >>> 0;
}

/** Whether a number of digits alone passes the test of card numbers (ISO/IEC 7812-1, Luhn). */
export function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = digits.length - 1, double = false; at >= 0; at -= 1, double = !double) {
    const digit = digits.charCodeAt(at) - 48;
    sum += double ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}

/** Whether an IBAN without spaces, in capitals, has a right check number (ISO 13616, mod 97). */
export function isIban(iban: string): boolean {
  let remainder = 0;
  for (const character of `${iban.slice(4)}${iban.slice(0, 4)}`) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
