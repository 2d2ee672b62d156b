import { guardCi } from '../neutral.ts';
import { element, xmlText } from '../xml.ts';

type Attributes = Parameters<typeof element>[1];

/** An element with markup inside; one without content still has an end, as HTML wants it. */
export function tag(name: string, attributes: Attributes, ...content: readonly string[]): string {
  return element(name, attributes, content.join(''));
}

/** Text from anywhere, as text. */
export function plain(text: string): string {
  return xmlText(guardCi(text));
}

/** Prose of ours with code between backticks. */
export function prose(text: string): string {
  return text
    .split('`')
    .map((part, at) => (at % 2 === 1 ? tag('code', {}, plain(part)) : plain(part)))
    .join('');
}

/** A list of such items, or '' for none. */
export function list(items: readonly string[], name = ''): string {
  if (items.length === 0) return '';
  const attributes = name === '' ? {} : { class: name };
  return tag('ul', attributes, ...items.map((item) => tag('li', {}, item)));
}
