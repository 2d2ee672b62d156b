import type { Model } from './model.ts';
import type { Node } from './node.ts';

/**
 * Lets go of what was found out about the nodes, which takes as much memory as the nodes themselves. Who asks again gets
 * the same answers.
 */
export function forgetAnswers({ nodes }: Model): void {
  const areFrozen = Object.isFrozen(nodes);
  for (const ofKind of Object.values<readonly Node[]>(nodes)) {
    for (const node of ofKind) {
      if (node.answers === null) continue;
      // Of a frozen node only what was added to the first answer can go.
      if (areFrozen) node.answers.next = null;
      else node.answers = null;
    }
  }
}
