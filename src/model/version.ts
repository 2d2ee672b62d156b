/** The four versions of the description format that Specgate knows. */
export type Version = '2.0' | '3.0' | '3.1' | '3.2';

export const VERSIONS = ['2.0', '3.0', '3.1', '3.2'] as const satisfies readonly Version[];

/** Sets of versions as bits, so that asking whether a field exists in a version costs one operation. */
export const V2 = 1;
export const V30 = 2;
export const V31 = 4;
export const V32 = 8;
export const V3 = V30 | V31 | V32;
export const SINCE_31 = V31 | V32;
export const UNTIL_30 = V2 | V30;
export const ALL = V2 | V3;

export function versionBit(version: Version): number {
  return 1 << VERSIONS.indexOf(version);
}
