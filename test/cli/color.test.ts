import { expect, test } from 'vitest';
import { type ColorChoice, hasColor } from '../../src/cli/color.ts';
import { fakeIo } from './fake-io.ts';

interface Row {
  readonly choice?: ColorChoice;
  readonly env: { readonly [name: string]: string };
  readonly isTTY: boolean;
  readonly color: boolean;
}

test.each<Row>([
  { env: {}, isTTY: true, color: true },
  { env: {}, isTTY: false, color: false },
  { env: { TERM: 'dumb' }, isTTY: true, color: false },
  { env: { NO_COLOR: '1' }, isTTY: true, color: false },
  { env: { NO_COLOR: '' }, isTTY: true, color: true },
  { env: { FORCE_COLOR: '1' }, isTTY: false, color: true },
  { env: { FORCE_COLOR: '' }, isTTY: false, color: true },
  { env: { FORCE_COLOR: '0' }, isTTY: true, color: false },
  { env: { FORCE_COLOR: 'false' }, isTTY: true, color: false },
  { env: { FORCE_COLOR: '1', TERM: 'dumb' }, isTTY: false, color: true },
  { env: { FORCE_COLOR: '1', NO_COLOR: '1' }, isTTY: true, color: false },
  { choice: 'always', env: { NO_COLOR: '1', TERM: 'dumb' }, isTTY: false, color: true },
  { choice: 'never', env: { FORCE_COLOR: '1' }, isTTY: true, color: false },
])('$choice $env isTTY $isTTY: $color', ({ choice = 'auto', env, isTTY, color }) => {
  const { stdout } = fakeIo({ cwd: '/', isTTY: { stdout: isTTY } });
  expect(hasColor(choice, stdout, env)).toBe(color);
});
