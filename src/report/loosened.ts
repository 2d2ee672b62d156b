import type { Loosening } from '../policy/loosening.ts';

/** Those that this change adds in front, otherwise in the order given. */
export function newFirst(loosenings: readonly Loosening[]): readonly Loosening[] {
  const isNew = ({ isNew }: Loosening) => isNew === true;
  return [...loosenings.filter(isNew), ...loosenings.filter((each) => !isNew(each))];
}
