/** A text of the document as messages show it: cut where it is long. */
export function shownText(text: string, most = 50): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
