import { nameOf, type Operation, type RelatedPlace } from 'specgate/rule';

/** More places than this explain no better. */
const MOST = 20;

/** Operations as related places; `says` goes after the operation's name, as in `GET /pets asks for it.` */
export function related(
  operations: readonly (Operation | undefined)[],
  says: string,
): readonly RelatedPlace[] {
  return operations
    .slice(0, MOST)
    .flatMap((at) => (at === undefined ? [] : { at, message: `${nameOf(at)} ${says}` }));
}
