import type { Document } from '../parse/parse.ts';
import type { Bundle } from './bundle.ts';
import { openBundle } from './open-bundle.ts';
import type { ReferencePolicy } from './policy.ts';

export type { ReferencePolicy } from './policy.ts';

/**
 * Makes everything reachable that the references of a description may lead to. What is on the network is fetched now, if
 * the policy allows any of it; a file is read when a reference that counts leads there (docs/decisions.md says why).
 */
export async function resolve(root: Document, policy: ReferencePolicy): Promise<Bundle> {
  if (policy.mode !== 'remote') return openBundle(root, policy);
  const { fetchAll } = await import('./fetch-all.ts');
  const shared = { ...policy, cache: policy.cache ?? new Map() };
  return openBundle(root, shared, await fetchAll(root, shared));
}
