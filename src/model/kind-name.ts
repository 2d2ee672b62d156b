/** What a kind is called in a sentence: `request body`. */
export function nameOfKind(kind: string): string {
  if (kind === 'Api') return 'whole description';
  return kind
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/^oauth/, 'OAuth');
}

/** A noun with its article. */
export function withArticle(noun: string): string {
  return `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
