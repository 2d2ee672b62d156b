import type { Document } from '../parse/parse.ts';
import type { Fetched } from './opening.ts';
import type { ReferencePolicy } from './policy.ts';
export async function fetchAll(_root: Document, _policy: ReferencePolicy): Promise<Fetched> {
  return new Map();
}
