import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scan } from '../src/index.ts';
import type { Report } from '../src/report/report.ts';

const folder = new URL('../fixtures/examples/', import.meta.url);

function scanned(name: string, preset: 'recommended' | 'strict'): Promise<Report> {
  const content = readFileSync(new URL(name, folder), 'utf8');
  return scan({ path: name, content }, { presets: [preset], config: false });
}

/** `rule line` of each finding. */
function told({ results }: Report): readonly string[] {
  return results.map(({ finding, location }) => `${finding.rule.id} ${location.range.start.line}`);
}

test('the example shop has its planted faults, each on its line', async () => {
  const report = await scanned('shop.yaml', 'recommended');
  expect(report.exitCode).toBe(1);
  expect(told(report)).toEqual(
    expect.arrayContaining([
      'transport-http 8',
      'page-size-unbounded 28',
      'auth-missing 39',
      'array-unbounded 73',
      'rate-limit-headers-missing 77',
      'auth-optional 118',
      'url-credential 120',
      'admin-unauthenticated 132',
      'schema-any 141',
      'oauth-implicit-flow 151',
      'auth-apikey-in-url 158',
      'object-open-explicit 171',
      'string-unbounded 174',
      'pattern-unanchored 175',
      'response-password 196',
    ]),
  );
});

test('its hardened twin passes the strict preset', async () => {
  const report = await scanned('shop-hardened.yaml', 'strict');
  const serious = report.results.filter(
    ({ severity }) => severity !== 'low' && severity !== 'info',
  );
  expect(serious.map(({ finding }) => finding.rule.id)).toEqual([]);
  expect(report.exitCode).toBe(0);
});
