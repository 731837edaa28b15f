/**
 * Asks the server to close a room. The demo’s server trusts the request to be Grace’s.
 *
 * @throws if the server refuses, with its status in the message
 */
export async function requestClosing(room: string): Promise<void> {
  const { ok, status } = await fetch('/moderation/close?user=grace', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ room }),
  });
  if (!ok) throw new Error(`unable to close; the server answered ${String(status)}`);
}
