export { deepFreeze } from '../model/deep-freeze.ts';
export { type Case, casesOf } from './case.ts';
export { checkCase, checkFixture } from './check.ts';
export { checkCoverage, checkDeclaration, checkEmptied } from './contract.ts';
export { type Directives, directiveLines } from './directive.ts';
export { type Fixture, type FixtureFile, readFixture, readFixtures } from './fixture.ts';
export { type Expected, readMarkers, withoutMarkers } from './marker.ts';
export { type Found, findingsOf, type Outcome } from './run-alone.ts';
export { checkRule, type TestFunction, type TestOptions, testRule } from './test-rule.ts';
