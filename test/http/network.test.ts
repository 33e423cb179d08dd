// What counts as one place at the door: a line's whole IPv6 network, and an IPv4 address however it is written.
import { equal, notEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { networkOf } from '../../src/http/network.ts';

describe('the network somebody comes from', () => {
  for (const [address, network] of [
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002:0000:0000:0000:0001', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8::2:3:4:5:6', '2001:db8:0:2::/64'],
    ['2001:db8:1:2:3:4:192.0.2.1', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:c000:0201', '192.0.2.1'],
    ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1%eth0', '192.0.2.1'],
    ['192.0.2.1', '192.0.2.1'],
  ] as const)
    it(`is ${network} for ${address}`, () => equal(networkOf(address), network));

  for (const address of ['', 'unknown', '2001:db8', ':::', '1:2:3:4:5:6:7:8:9', '::1]/', '%eth0', '192.0.2.300'])
    it(`is as it is for what is no address (“${address}”)`, () => equal(networkOf(address), address));

  it('is one for every address behind the same 64 bits, and another for others', () => {
    const hextet = fc.integer({ min: 0, max: 0xffff }).map(number => number.toString(16));
    const half = fc.array(hextet, { minLength: 4, maxLength: 4 });
    // The first hextet is one that is handed out: what begins with zeros may hold an IPv4 address.
    const network = half.map(([, ...rest]) => ['2001', ...rest].join(':'));
    fc.assert(
      fc.property(network, network, half, half, (one, other, host, another) => {
        const of = (first: string, last: string[]) => networkOf([first, ...last].join(':'));
        equal(of(one, host), of(one, another));
        if (one !== other) notEqual(of(one, host), of(other, host));
      }),
    );
  });
});
