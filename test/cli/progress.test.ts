import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { startProgress, type Work } from '../../src/cli/progress.ts';
import { fakeIo } from './fake-io.ts';

/** A terminal that keeps what is drawn on it. */
function terminal(
  env: Io['env'] = {},
  columns = 80,
): { readonly io: Io; readonly drawn: () => string } {
  const stream = Object.assign(new PassThrough(), {
    isTTY: true,
    columns,
    cursorTo: () => true,
    moveCursor: () => true,
    clearLine: () => true,
  });
  let text = '';
  stream.on('data', (chunk) => {
    text += String(chunk);
  });
  const io = fakeIo({
    cwd: '/work',
    isTTY: { stderr: true },
    ...(columns > 0 ? { columns } : {}),
  });
  return { io: { ...io, env, stderr: { ...io.stderr, stream } }, drawn: () => text };
}

const MANY: Work = { files: [], count: 1000, base: '/work', how: 'spinner', color: () => false };

describe('a spinner', () => {
  test('names the document on a terminal, harmlessly, and counts', async () => {
    const { io, drawn } = terminal();
    const progress = await startProgress(io, MANY);
    progress.onDocument('/work/api/pets\u001b[31m.yaml');
    progress.stop();
    expect(drawn()).toContain('1/1000 api/pets\\u001b[31m.yaml');
  });

  test.each<[string, Partial<Work>, Io['env']]>([
    ['in continuous integration', {}, { CI: 'true' }],
    ['on a dumb terminal', {}, { TERM: 'dumb' }],
    ['for a scan that is over at once', { count: 1 }, {}],
    ['where it is not wanted', { how: 'none' }, {}],
  ])('is not shown %s', async (_, work, env) => {
    const { io, drawn } = terminal(env);
    const progress = await startProgress(io, { ...MANY, ...work });
    progress.onDocument('/work/a.yaml');
    progress.stop();
    expect(drawn()).toBe('');
  });

  test('is not shown on a terminal that does not know its width', async () => {
    const { io, drawn } = terminal({}, 0);
    const progress = await startProgress(io, MANY);
    progress.onDocument('/work/a.yaml');
    progress.stop();
    expect(drawn()).toBe('');
  });

  test('is not shown in a pipe', async () => {
    const io = fakeIo({ cwd: '/work' });
    const progress = await startProgress(io, MANY);
    progress.onDocument('/work/a.yaml');
    progress.stop();
    expect(io.err()).toBe('');
  });
});
