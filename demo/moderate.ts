/** A moderator's actions and what they act on. The demo’s server trusts the request to be Grace’s. */
interface Moderation {
  readonly remove: { readonly room: string; readonly id: string };
  readonly close: { readonly room: string };
}

/**
 * Asks the server to moderate a room.
 *
 * @throws if the server refuses, with its status in the message
 */
export async function moderate<Action extends keyof Moderation>(
  action: Action,
  request: Moderation[Action],
): Promise<void> {
  const { ok, status } = await fetch(`/moderation/${action}?user=grace`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  });
  if (!ok) throw new Error(`unable to ${action}; the server answered ${String(status)}`);
}
