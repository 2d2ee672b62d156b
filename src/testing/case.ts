import type { Version } from '../model/version.ts';
import type { Rule } from '../rule/rule.ts';
import type { Fixture } from './fixture.ts';

/** One run of a fixture: under one version, in one format. */
export interface Case {
  readonly fixture: Fixture;
  /** What differs from the fixture as written, as `as 3.0`; '' where nothing does. */
  readonly variant: string;
  /** The root document's text. */
  readonly text: string;
}

const WRITTEN = /^(['"]?openapi['"]?\s*:\s*)(['"]?)(3\.[0-2])\.\d+\2/m;
const REPLAYED: { readonly [version: string]: string } = {
  '3.0': '3.0.4',
  '3.1': '3.1.1',
  '3.2': '3.2.0',
};

/**
 * The versions that a fixture is run under: as written, and if that is one of 3.x, under each other one
 * that both the rule and the fixture's directive cover.
 */
export function casesOf(rule: Rule, fixture: Fixture): readonly Case[] {
  const { text } = fixture.root;
  const written = WRITTEN.exec(text)?.[3];
  if (written === undefined) return [{ fixture, variant: '', text }];
  const covers = (version: string): boolean => isCovered(rule, fixture, version);
  const cases: Case[] = [];
  for (const [version, full] of Object.entries(REPLAYED)) {
    if (version === written) cases.unshift({ fixture, variant: '', text });
    else if (covers(version) && covers(written)) {
      cases.push({
        fixture,
        variant: `as ${version}`,
        text: text.replace(WRITTEN, `$1$2${full}$2`),
      });
    }
  }
  return cases;
}

function isCovered(rule: Rule, fixture: Fixture, version: string): boolean {
  const has = (versions: readonly Version[]): boolean => versions.some((item) => item === version);
  return has(rule.versions ?? fixture.directives.versions) && has(fixture.directives.versions);
}
