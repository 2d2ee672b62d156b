/** A root key `openapi` or `swagger` of a block mapping at the left edge, with a value that begins like a version. */
const AT_THE_EDGE = rootKey('');

/**
 * Whether a text seems to be an API description: it has a root key `openapi` or `swagger` whose value begins with a
 * digit, as a version does. Other tools use the same keys for settings, whose values are objects or flags.
 */
export function looksLikeDescription(text: string): boolean {
  if (!text.includes('openapi') && !text.includes('swagger')) return false;
  const start = BEFORE_CONTENT.exec(text)?.[0].length ?? 0;
  if (text[start] === '{') return hasFlowKey(text, start);
  const indent = indentBefore(text, start);
  return (indent === '' ? AT_THE_EDGE : rootKey(indent)).test(text);
}

/** Space, comments, also those that JSON should not have, directives, and the mark of a document's start. */
const BEFORE_CONTENT = /^\uFEFF?(?:\s|#.*|%.*|---(?=\s)|\/\/.*|\/\*(?:[^*]|\*(?!\/))*\*\/)*/;

function rootKey(indent: string): RegExp {
  return new RegExp(
    `^\\uFEFF?${indent}(["']?)(?:openapi|swagger)\\1[ \\t]*:\\s+(?:[&!]\\S*\\s+)*["']?\\d`,
    'm',
  );
}

/** The spaces between the start of the line and the first content. */
function indentBefore(text: string, start: number): string {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return /^ *$/.test(line) ? line : '';
}

const KEY_AND_VERSION = /(["']?)(?:openapi|swagger)\1\s*:\s*["']?\d/y;
const NEXT_MARK = /["'{}[\]#/]|\b(?:openapi|swagger)\b/g;

/** Looks for the key in the outermost object only: the same word deeper down is a package or a tag. */
function hasFlowKey(text: string, start: number): boolean {
  let depth = 0;
  NEXT_MARK.lastIndex = start;
  for (let mark = NEXT_MARK.exec(text); mark !== null; mark = NEXT_MARK.exec(text)) {
    const at = mark.index;
    const sign = mark[0];
    if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
    else if (depth === 1 && isKeyAt(text, at)) return true;
    else NEXT_MARK.lastIndex = endOfMark(text, at, sign);
    if (depth === 0) return false;
  }
  return false;
}

function isKeyAt(text: string, at: number): boolean {
  KEY_AND_VERSION.lastIndex = at;
  return KEY_AND_VERSION.test(text);
}

/** Where to look on: after a string or a comment, else after the mark. */
function endOfMark(text: string, at: number, sign: string): number {
  if (sign === '"') return endOfString(text, at);
  // In YAML an apostrophe begins a string only where a value or key may begin.
  if (sign === "'") return /[\s,:[{]/.test(text[at - 1] ?? ' ') ? after(text, "'", at + 1) : at + 1;
  if (sign === '#') return /\s/.test(text[at - 1] ?? ' ') ? after(text, '\n', at) : at + 1;
  if (text.startsWith('//', at) && text[at - 1] !== ':') return after(text, '\n', at);
  if (text.startsWith('/*', at)) return after(text, '*/', at + 2);
  return at + sign.length;
}

function endOfString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
  return text.length;
}

function after(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end === -1 ? text.length : end + mark.length;
}
