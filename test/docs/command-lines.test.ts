import { expect, test } from 'vitest';
import { commandLinesIn } from './command-lines.ts';

function argvsIn(text: string): readonly string[] {
  return commandLinesIn(text).map(({ line, argv }) => `${line}: ${argv.join(' ')}`);
}

test('calls in scripts are found, whatever stands around them', () => {
  const script = [
    '# specgate in a comment',
    'specgate',
    'npm ci && npx --yes specgate@1.0.0 a.yaml | head',
    `make-spec | specgate - --stdin-filename 'a b.yaml'`,
    'specgate scan \\',
    '  --fail-on low',
    'CI=true specgate api/ || [ $? -eq 1 ]',
    'docker run --rm specgate openapi.yaml',
    'docker build --tag specgate .',
    'cat specgate.yaml; cd specgate-api',
    'git clone https://example.com/specgate',
  ].join('\n');
  expect(argvsIn(script)).toEqual([
    '2: ',
    '3: a.yaml',
    '4: - --stdin-filename a b.yaml',
    '6: scan --fail-on low',
    '7: api/',
    '8: openapi.yaml',
  ]);
});

test('calls in values of YAML and in strings of Groovy are found', () => {
  expect(argvsIn('- run: npx --yes specgate --since "origin/$BASE" -f text')).toEqual([
    '1: --since origin/$BASE -f text',
  ]);
  expect(argvsIn('  - npx specgate -q')).toEqual(['1: -q']);
  expect(argvsIn("sh(script: 'npx --yes specgate -f text')")).toEqual(['1: -f text']);
  expect(argvsIn('junit=specgate.xml\n- -f sarif=specgate.sarif')).toEqual([]);
});
