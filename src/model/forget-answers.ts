import type { Model } from './model.ts';
import type { Node } from './node.ts';

/**
 * Lets go of what was found out about the nodes, which takes as much memory as the nodes themselves. Who asks again gets
 * the same answers.
 */
export function forgetAnswers({ nodes }: Model): void {
  for (const ofKind of Object.values<readonly Node[]>(nodes)) {
    // Of a frozen node only what was added to the first answer can go.
    for (const node of ofKind) {
      if (Object.isFrozen(node)) {
        if (node.answers !== null) node.answers.next = null;
      } else node.answers = null;
    }
  }
}
