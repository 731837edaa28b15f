/** What a moderator may do; the demo’s server believes that it is Grace who asks. */
interface Moderation {
  readonly remove: { readonly room: string; readonly id: string };
  readonly close: { readonly room: string };
}

/**
 * Has the server do something to a room.
 *
 * @throws where it does not, saying why
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
