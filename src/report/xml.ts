import { neutralise } from './neutral.ts';

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** A tag with its attributes; `content` is markup already, and there is none if it is left out. */
export function element(
  name: string,
  attributes: { readonly [name: string]: string | number | undefined },
  content?: string,
): string {
  const start = `<${name}${attributesText(attributes)}`;
  return content === undefined ? `${start}/>` : `${start}>${content}</${name}>`;
}

/** The start of a tag whose content follows in pieces. */
export function openTag(
  name: string,
  attributes: { readonly [name: string]: string | number | undefined },
): string {
  return `<${name}${attributesText(attributes)}>`;
}

function attributesText(attributes: {
  readonly [name: string]: string | number | undefined;
}): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join('');
}

const ESCAPES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '#': '&#35;',
  // XML 1.0 has no way to write these two.
  '\ufffe': '\\ufffe',
  '\uffff': '\\uffff',
};

const MARKUP = /[&<>"'#\ufffe\uffff]/;
const ALL_MARKUP = new RegExp(MARKUP.source, 'g');

/** Text for content and attributes, well-formed whatever it holds. `#` is escaped because build services read `##[`. */
export function xmlText(text: string): string {
  const harmless = neutralise(text);
  if (!MARKUP.test(harmless)) return harmless;
  return harmless.replace(ALL_MARKUP, (character) => ESCAPES[character] ?? '');
}
