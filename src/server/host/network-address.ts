/**
 * An address as it counts: of IPv6 the network's 64 bits, of which one subscriber has all. What is no IP address counts as
 * it is.
 *
 * Proxies write addresses in many ways: with a port, in brackets, as a list. The port changes with each connection, and
 * all but the last of a list may be the visitor's own words: so neither counts.
 */
export function countedAddress(address: string): string {
  const last = address.slice(address.lastIndexOf(',') + 1);
  const plain = withoutPort(last.trim().toLowerCase()).replace(/%.*$/, '');
  const url = `http://[${plain}]`;
  if (!plain.includes(':') || !URL.canParse(url)) return plain.slice(0, MAX_LENGTH);
  const groups = groupsOf(new URL(url).hostname.slice(1, -1));
  return mappedAddress(groups) ?? `${groups.slice(0, 4).join(':')}::/64`;
}

const MAX_LENGTH = 64;

function withoutPort(text: string): string {
  const found = /^(?:\[([^\]]*)\]|(\d+\.\d+\.\d+\.\d+))(?::\d*)?$/.exec(text);
  return found?.[1] ?? found?.[2] ?? text;
}

/** All eight, of an address as URLs spell it: in lower case, without leading zeros, no part of it as IPv4. */
function groupsOf(address: string): string[] {
  const [head = '', tail = ''] = address.split('::', 2);
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const zeros = new Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after];
}

/** The IPv4 address that sockets of both kinds write as IPv6, `::ffff:203.0.113.9`. */
function mappedAddress(groups: readonly string[]): string | undefined {
  if (groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return undefined;
  return groups
    .slice(6)
    .flatMap((group) => {
      const bits = parseInt(group, 16);
      return [bits >> 8, bits & 255];
    })
    .join('.');
}
