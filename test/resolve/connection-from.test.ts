import { expect, test } from 'vitest';
import { connectionFrom } from '../../src/resolve/connection-from.ts';

test.each([
  [{}, {}],
  [{ HTTPS_PROXY: '' }, {}],
  [{ HTTP_PROXY: 'http://proxy:1' }, {}],
  [{ HTTPS_PROXY: 'http://proxy:3128' }, { proxy: 'http://proxy:3128', noProxy: [] }],
  [{ HTTPS_PROXY: 'proxy:3128' }, { proxy: 'http://proxy:3128', noProxy: [] }],
  [
    { HTTPS_PROXY: 'http://a', https_proxy: 'https://b' },
    { proxy: 'https://b', noProxy: [] },
  ],
  [
    { https_proxy: 'http://a', NO_PROXY: 'localhost, .internal,*.test' },
    { proxy: 'http://a', noProxy: ['localhost', '.internal', '*.test'] },
  ],
])('%j', (environment, connection) => {
  expect(connectionFrom(environment)).toEqual(connection);
});
