// The network that an address is of: what counts as one place, however many addresses it may give itself.
import { isIPv6 } from 'node:net';

/**
 * An IPv6 address by its first 64 bits (`2001:db8:1:2::/64`): the other 64 are for the machine itself to choose (RFC 4291, 2.5.1). An IPv4
 * address as it is, also where a socket for both writes it as `::ffff:192.0.2.1`. What is no address stays as it is.
 * @param address as a socket says it: in any of IPv6's spellings, also with a zone (`fe80::1%eth0`)
 */
export function networkOf(address: string): string {
  const [bare = ''] = address.split('%');
  if (!isIPv6(bare)) return address;
  const hextets = hextetsOf(bare);
  return mappedIn(hextets) ?? `${hextets.slice(0, 4).join(':')}::/64`;
}

/** All eight, in lower case and without leading zeros: the URL standard has one spelling for each address, IPv4 at the end included. */
function hextetsOf(address: string): readonly string[] {
  const [head = '', tail = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const [first, last] = [head.split(':').filter(Boolean), tail.split(':').filter(Boolean)];
  return [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last];
}

/** The IPv4 address in `::ffff:0:0/96` (RFC 4291, 2.5.5.2). */
function mappedIn(hextets: readonly string[]): string | undefined {
  if (hextets.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return undefined;
  return hextets
    .slice(6)
    .flatMap(hextet => [Number.parseInt(hextet, 16) >> 8, Number.parseInt(hextet, 16) & 255])
    .join('.');
}
