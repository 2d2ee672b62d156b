import { describe, expect, test } from 'vitest';
import { inWords, periodsIn } from '../../rules/shared/durations.ts';
import { jwtsIn } from '../../rules/shared/jwt.ts';
import { nearest } from '../../rules/shared/nearest.ts';
import { isReadScope, isWriteScope } from '../../rules/shared/scopes.ts';
import { isNegated, sentencesOf } from '../../rules/shared/sentences.ts';
import { acceptedIn } from '../../rules/shared/signing-algorithms.ts';

describe('nearest', () => {
  const names = ['orders:read', 'orders:write', 'profile'];
  test.each([
    ['orders:raed', 'orders:read'],
    ['order_write', 'orders:write'],
    ['Profile', 'profile'],
    ['profil', 'profile'],
  ])('%s is meant to be %s', (name, meant) => {
    expect(nearest(name, names)).toBe(meant);
  });
  test.each(['pay', 'customers:read', 'x', ''])('%s is not like any', (name) => {
    expect(nearest(name, names)).toBeUndefined();
  });
});

describe('periods', () => {
  test('are read from prose', () => {
    expect(periodsIn('valid for 30 days or a year, not 1.5 hours')).toEqual([
      { text: '30 days', seconds: 2_592_000 },
      { text: 'a year', seconds: 31_536_000 },
      { text: '1.5 hours', seconds: 5400 },
    ]);
    expect(periodsIn('the 3 dayspas and May 7')).toEqual([]);
  });
  test.each([
    [45, '45 seconds'],
    [3600, '60 minutes'],
    [86_400, '24 hours'],
    [2_592_000, '30 days'],
    [94_608_000, '3 years'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(inWords(seconds)).toBe(words);
  });
});

describe('scopes by their names', () => {
  test.each(['read', 'orders:read', 'admin.users:read', 'view_users', 'ordersReadonly'])(
    '%s reads',
    (scope) => {
      expect([isReadScope(scope), isWriteScope(scope)]).toEqual([true, false]);
    },
  );
  test.each(['orders:write', 'orders.*', 'manage-users', 'read_write', 'orders:read:delete'])(
    '%s writes',
    (scope) => {
      expect([isReadScope(scope), isWriteScope(scope)]).toEqual([false, true]);
    },
  );
  test.each(['orders', 'bread', 'openid', ''])('%s tells nothing', (scope) => {
    expect([isReadScope(scope), isWriteScope(scope)]).toEqual([false, false]);
  });
});

describe('prose about algorithms', () => {
  test.each([
    ['Signed with RS256.', [['RS256']]],
    ['Algorithms: HS256, RS256', [['HS256', 'RS256']]],
    ['"alg": "none" is fine', [['none']]],
    ['The algorithm may be none', [['none']]],
    ['None of the algorithms matters', []],
    ['HS256 is not accepted. We use ES256.', [['ES256']]],
    ['HS2560 and XRS256', []],
  ])('%s', (prose, accepted) => {
    expect(acceptedIn(prose)).toEqual(accepted);
  });

  test('is taken apart by sentences and lines', () => {
    expect(sentencesOf('One. Two!\n- three\n\nv1.0 four')).toEqual([
      'One.',
      'Two!',
      '- three',
      'v1.0 four',
    ]);
    expect(isNegated("It doesn't work")).toBe(true);
    expect(isNegated('Notable work')).toBe(false);
  });
});

describe('tokens in texts', () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  test('are decoded, umlauts and all', () => {
    const token = `${part({ alg: 'none' })}.${part({ name: 'Bäcker' })}.`;
    expect(jwtsIn(`Bearer ${token}, or so`)).toEqual([
      { token, header: { alg: 'none' }, claims: { name: 'Bäcker' }, signature: '' },
    ]);
  });
  test.each([
    'eyJhbGciOiJub25lIn0',
    'eyJhbGciOiJub25lIn0.eyJ!!!!.x',
    'eyJxxxxxxxxxx.eyJxxxxxxxxxx.x',
    '',
  ])('what cannot be decoded is none: %s', (text) => {
    expect(jwtsIn(text)).toEqual([]);
  });
});
