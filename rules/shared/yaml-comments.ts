import type { Api, Pointer } from 'specgate/rule';
import { mayHoldSecret } from './secret-hints.ts';

/** What follows a `#` in a YAML file and may hold a credential: most often a comment, sometimes a part of a value. */
export interface Comment {
  /** The root of its file: a comment belongs to no value. */
  readonly at: Pointer;
  readonly text: string;
  /** Where the text begins in the file. */
  readonly start: number;
}

/** The comments of all YAML files that may hold a credential. */
export function suspectComments(api: Api): readonly Comment[] {
  return api.documents
    .filter(({ format }) => format === 'yaml')
    .flatMap(({ source }) => {
      const { text } = source;
      const found: Comment[] = [];
      for (let at = text.indexOf('#'); at !== -1; at = text.indexOf('#', at + 1)) {
        if (at > 0 && !/\s/.test(text.charAt(at - 1))) continue;
        const end = text.indexOf('\n', at);
        const comment = text.slice(at, end === -1 ? text.length : end);
        if (mayHoldSecret(comment)) {
          found.push({ at: { source, parent: undefined, key: '' }, text: comment, start: at });
        }
        at += comment.length - 1;
      }
      return found;
    });
}
