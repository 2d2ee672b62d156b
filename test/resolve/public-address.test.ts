import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../src/resolve/public-address.ts';

describe('nobody is made to talk to', () => {
  test.each([
    ['this machine', '127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '::1', '::'],
    [
      'private networks',
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      'fc00::1',
      'fd12:3456::1',
    ],
    ['link-local addresses', '169.254.0.1', 'fe80::1', 'febf::1', 'fec0::1'],
    [
      'metadata services',
      '169.254.169.254',
      '168.63.129.16',
      '100.100.100.200',
      '192.0.0.192',
      'fd00:ec2::254',
    ],
    ['carriers', '100.64.0.1', '100.127.255.255'],
    [
      'multicast and what is reserved',
      '224.0.0.1',
      '239.255.255.255',
      '240.0.0.1',
      '255.255.255.255',
      'ff02::1',
      'ff0e::1',
    ],
    [
      'examples and benchmarks',
      '192.0.2.1',
      '198.51.100.1',
      '203.0.113.1',
      '198.18.0.1',
      '2001:db8::1',
      '3fff::1',
    ],
    [
      'IPv4 in disguise',
      '::ffff:10.0.0.1',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '::ffff:a00:1',
      '::127.0.0.1',
      '64:ff9b::a00:1',
      '2002:a00:1::',
      '2001:0:a00:1::1',
    ],
    [
      'what is no address',
      '',
      'localhost',
      '127.1',
      '2130706433',
      '0x7f.0.0.1',
      '1.2.3.4/8',
      '1.2.3',
      'fe80::1%',
    ],
  ])('%s', (_what, ...addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([]);
  });

  test('any address of a private network, written in IPv6 or not', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const inner = fc.oneof(
      fc.tuple(fc.constant(10), byte, byte, byte),
      fc.tuple(fc.constant(127), byte, byte, byte),
      fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
      fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
      fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
      fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte),
    );
    fc.assert(
      fc.property(inner, (bytes) => {
        const address = bytes.join('.');
        expect(
          [address, `::ffff:${address}`, `64:ff9b::${address}`].filter(isPublicAddress),
        ).toEqual([]);
      }),
    );
  });
});

test.each([
  '8.8.8.8',
  '93.184.216.34',
  '172.32.0.1',
  '100.128.0.1',
  '192.0.1.1',
  '2606:4700::1111',
  '2a00:1450:4001::1',
])('the open Internet may be talked to: %s', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});
