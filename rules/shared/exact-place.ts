import {
  type Api,
  type DetailedPlace,
  inTextOrder,
  type Pointer,
  placeNameOf,
} from 'specgate/rule';
import { walked } from './document-walk.ts';
import { digestOf } from './entropy.ts';
import type { Comment } from './yaml-comments.ts';

/** A credential in a text. */
export interface Hit {
  readonly at: Pointer;
  readonly secret: string;
}

/** More places than this explain no better. */
const MOST_RELATED = 20;

/**
 * Each credential once, at the first of its places by their names, with the others as related ones: it has to be revoked
 * once. The place is exact to the character and masked. What the texts hold is looked up in one pass over each file.
 */
export function placesOf<H extends Hit>(
  api: Api,
  hits: readonly H[],
): readonly (readonly [hit: H, place: DetailedPlace])[] {
  for (const source of new Set(hits.map(({ at }) => at.source))) {
    // With all others that rules about credentials may ask for next.
    const suspects = [...hits, ...walked(api).secrets].filter(({ at }) => at.source === source);
    source.prepare(suspects.map(({ at }) => at));
  }
  // One text may hold thousands of them.
  const names = new Map(hits.map(({ at }) => [at, '']));
  for (const at of names.keys()) names.set(at, placeNameOf(at, api));
  const bySecret = new Map<string, H[]>();
  for (const hit of inTextOrder(hits, ({ at }) => names.get(at) ?? '')) {
    const same = bySecret.get(hit.secret);
    if (same === undefined) bySecret.set(hit.secret, [hit]);
    else if (same.length <= MOST_RELATED) same.push(hit);
  }
  return [...bySecret.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const related = others.map(({ at }) => ({ at, message: 'It stands here as well.' }));
    return [[first, { ...exactPlace(first), related }]];
  });
}

/** Another credential at the same place is another finding, and hence the detail. */
function exactPlace({ at, secret }: Hit): DetailedPlace {
  const { source } = at;
  const value = source.span(at, 'value');
  const start = source.text.indexOf(secret, value.start);
  const end = start + secret.length;
  const found = { at, secret, detail: digestOf(secret) };
  // A text that is written with escapes or over several lines is not found, and reported as a whole.
  return start === -1 || end > value.end ? found : { ...found, span: { start, end } };
}

/** The place of a credential in a comment, to the character. */
export function placeInComment(comment: Comment, secret: string): DetailedPlace {
  const start = comment.start + comment.text.indexOf(secret);
  const span = { start, end: start + secret.length };
  return { at: comment.at, secret, detail: digestOf(secret), span };
}
