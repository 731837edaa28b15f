/**
 * Until when lists need no refreshing, in ms as `performance.now()` counts them. Each token brings another transport: it is
 * known to all of them.
 */
const keptUntil = new Map<string, number>();

/** A list was found that is not empty: nothing is known of the time that it has left. */
export function noteFound(list: string): void {
  if (!keptUntil.has(list)) keptUntil.set(list, 0);
}

/** A list was refreshed. @param refreshMs after this time it has to be again */
export function noteRefreshed(list: string, refreshMs: number): void {
  keptUntil.set(list, performance.now() + refreshMs);
}

/** Whether there is such a list, and it has to be refreshed. */
export function isDue(list: string): boolean {
  const until = keptUntil.get(list);
  return until !== undefined && performance.now() >= until;
}
