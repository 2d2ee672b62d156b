import { floatCoreTag, intCoreTag } from 'js-yaml';

/** The value of an unquoted scalar without a tag, by the core schema of YAML 1.2: `yes` and dates stay text, `010` is ten. */
export function plainValue(text: string): unknown {
  switch (text.charCodeAt(0)) {
    case 0x7e: // ~
    case 0x6e: // n
    case 0x4e: // N
      return isNull(text) ? null : text;
    case 0x74: // t
    case 0x54: // T
    case 0x66: // f
    case 0x46: // F
      return truth(text);
    case 0x2b: // +
    case 0x2d: // -
    case 0x2e: // .
    case 0x30:
    case 0x31:
    case 0x32:
    case 0x33:
    case 0x34:
    case 0x35:
    case 0x36:
    case 0x37:
    case 0x38:
    case 0x39:
      return numberOrText(text);
    default:
      return text === '' ? null : text;
  }
}

function isNull(text: string): boolean {
  return text === 'null' || text === '~' || text === 'Null' || text === 'NULL';
}

function truth(text: string): boolean | string {
  if (text === 'true' || text === 'True' || text === 'TRUE') return true;
  if (text === 'false' || text === 'False' || text === 'FALSE') return false;
  return text;
}

function numberOrText(text: string): number | string {
  const int = intCoreTag.resolve(text, false, intCoreTag.tagName);
  if (typeof int === 'number') return int;
  const float = floatCoreTag.resolve(text, false, floatCoreTag.tagName);
  return typeof float === 'number' ? float : text;
}
