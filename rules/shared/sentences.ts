/** Longer prose is cut: whatever is said about tokens is said early. */
const LONGEST = 20_000;

/** The sentences of a prose text, list items and table rows included. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .slice(0, LONGEST)
    .split(/(?<=[.!?;])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

const NEGATION =
  /\b(?:not|never|no longer|reject(?:s|ed)?|refus(?:e|es|ed)|disallow(?:s|ed)?|forbid(?:s|den)?|prohibit(?:s|ed)?|except|deprecated|disabled?|unsupported|removed?|retired|without|neither|instead of|rather than)\b|n't\b/i;

/** Whether a sentence denies what it names, or tells of its end. */
export function isNegated(sentence: string): boolean {
  return NEGATION.test(sentence);
}
