// Elements and texts for the script of the HTML report; a text is never made into markup.

export function byId(id) {
  return document.getElementById(id);
}

export function make(name, className, ...content) {
  const element = document.createElement(name);
  if (className !== '') element.className = className;
  element.append(...content);
  return element;
}

/** A number with its thousands set apart. */
export function grouped(number) {
  return number.toLocaleString('en');
}

/** Prose with code between backticks, as nodes. */
export function prose(text) {
  return text.split('`').map((part, at) => (at % 2 === 1 ? make('code', '', part) : part));
}
