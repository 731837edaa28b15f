/**
 * The key by which the limits count an address. For IPv6 it is the network's 64 bits, since one subscriber has the
 * whole network. Text that is not an IP address is used as it is.
 *
 * Proxies write addresses in many ways: with a port, in brackets, as a list. The port changes with each connection, so
 * it is dropped. The visitor can forge all entries of a list but the last, so only the last one counts.
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

/** All eight groups of an IPv6 address in the URL spelling: lower case, no leading zeros, no part written as IPv4. */
function groupsOf(address: string): string[] {
  const [head = '', tail = ''] = address.split('::', 2);
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const zeros = new Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after];
}

/** The IPv4 address that dual-stack sockets write as IPv6, `::ffff:203.0.113.9`. */
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
