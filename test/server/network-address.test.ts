import { expect, it } from 'vitest';
import { countedAddress } from '../../src/server/network-address.js';

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['::FFFF:203.0.113.9', '203.0.113.9'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:0DB8:0000::ffff', '2001:db8:0:0::/64'],
  ['2001:db8:0:0:1:2:3:4', '2001:db8:0:0::/64'],
  ['2001:db8:0:1::1', '2001:db8:0:1::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  [' unknown ', 'unknown'],
  ['x'.repeat(1_000), 'x'.repeat(64)],
])('%s counts as %s', (address, counted) => {
  expect(countedAddress(address)).toBe(counted);
});
