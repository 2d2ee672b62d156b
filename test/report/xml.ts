const NAME = '[a-z][a-z-]*';
const TEXT = '(?:[^<>&"]|&(?:amp|lt|gt|quot|apos|#\\d+);)*';
const TAG = new RegExp(`<(/?)(${NAME})((?: ${NAME}="${TEXT}")*)(/?)>|(${TEXT})`, 'y');

/** Why an XML text is not well-formed, by a grammar that is stricter than XML's; nothing if it is. */
export function xmlFault(text: string): string | undefined {
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!text.startsWith(head)) return 'no declaration';
  const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(text);
  if (forbidden !== null) return `a forbidden character at ${forbidden.index}`;
  const open: string[] = [];
  let roots = 0;
  TAG.lastIndex = head.length;
  while (TAG.lastIndex < text.length) {
    const from = TAG.lastIndex;
    const found = TAG.exec(text);
    if (found === null || TAG.lastIndex === from) return `not well-formed at ${from}`;
    const [, slash, name, , closed, between] = found;
    if (name === undefined) {
      if (open.length === 0 && between?.trim() !== '') return `text outside at ${from}`;
    } else if (slash === '/') {
      if (open.pop() !== name) return `</${name}> closes nothing at ${from}`;
    } else {
      if (open.length === 0) roots += 1;
      if (closed !== '/') open.push(name);
    }
  }
  if (open.length > 0) return `<${open.at(-1)}> is not closed`;
  return roots === 1 ? undefined : `${roots} roots`;
}
