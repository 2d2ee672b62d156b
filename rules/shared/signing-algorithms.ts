import { isNegated, sentencesOf } from './sentences.ts';

/** Names of signature algorithms of JWTs (RFC 7518, RFC 8037), with the weak ones that nobody registered. */
const ALGORITHM = /\b(?:HS|RS|ES|PS)(?:1|224|256|384|512)\b|\bEdDSA\b|\bES256K\b/g;

/** `none` as an algorithm: after `alg`, or in a list after "algorithm". */
const NONE =
  /\balg(?:orithm)?s?\b["'`]?\s*(?:[:=]|is|are|may be|can be|include)?\s*(?:[\w"'`[,/ ]{0,60}?)["'`[, ]?\bnone\b["'`\],. ]?/i;

/** The algorithms that a name list or a sentence mentions. */
export function algorithmsIn(text: string): readonly string[] {
  return text.match(ALGORITHM) ?? [];
}

/** For each sentence of a prose that accepts algorithms, those that it names; `none` among them where it is meant as one. */
export function acceptedIn(prose: string): readonly (readonly string[])[] {
  return sentencesOf(prose)
    .filter((sentence) => !isNegated(sentence))
    .map((sentence) => {
      const named = algorithmsIn(sentence);
      return NONE.test(sentence) ? [...named, 'none'] : named;
    })
    .filter((named) => named.length > 0);
}

/** Whether an algorithm verifies with the secret that signs. */
export function isSymmetric(algorithm: string): boolean {
  return algorithm.startsWith('HS');
}
