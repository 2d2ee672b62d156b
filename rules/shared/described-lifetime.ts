import { periodsIn } from './durations.ts';
import { sentencesOf } from './sentences.ts';

const ABOUT_LIFE = /\b(?:tokens?|jwts?)\b/i;
const EXPIRY = /\b(?:expir\w*|valid(?:ity)?|lifetime|lives?|ttl|good for|lasts?)\b/i;
const NEVER =
  /\b(?:never|(?:do|does|will) not|don't|doesn't|won't) expire|\bnon-expiring\b|\bno expir(?:y|ation)\b/i;
const OTHERS = /\brefresh|\bid[ _-]tokens?\b|\bcodes?\b|\bpassword/i;

/** The life of tokens that the description of a scheme names, in seconds; without words where it says that tokens never expire. */
export function describedLife(
  description: string | undefined,
): { seconds: number; text: string | undefined } | undefined {
  if (description === undefined) return undefined;
  for (const sentence of sentencesOf(description)) {
    if (!ABOUT_LIFE.test(sentence) || !EXPIRY.test(sentence) || OTHERS.test(sentence)) continue;
    if (NEVER.test(sentence)) return { seconds: Number.POSITIVE_INFINITY, text: undefined };
    const [longest] = [...periodsIn(sentence)].sort((a, b) => b.seconds - a.seconds);
    if (longest !== undefined) return longest;
  }
  return undefined;
}
