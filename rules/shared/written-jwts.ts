import { type Api, fact, type Pointer } from 'specgate/rule';
import { walked } from './document-walk.ts';
import { type Jwt, jwtsIn } from './jwt.ts';

/** A token that stands somewhere in a description. */
export interface WrittenJwt extends Jwt {
  readonly at: Pointer;
}

/** Every token in the texts of a description: examples, defaults, descriptions, extensions. */
export const writtenJwts: (api: Api) => readonly WrittenJwt[] = fact((api: Api) =>
  walked(api).secrets.flatMap(({ at, text }) =>
    text.includes('eyJ') ? jwtsIn(text).map((jwt) => ({ ...jwt, at })) : [],
  ),
);
