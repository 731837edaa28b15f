import type { Restriction } from './room-guard.js';

/** What a user is told who may not write now, in English. @param now epoch ms */
export function restrictionText(restriction: Restriction, now: number): string {
  if (restriction.because === 'read-only') return 'Only moderators can write here now.';
  if (restriction.because === 'slow-mode') {
    return `Slow mode is on. You can write again in ${duration(restriction.retryAfterMs)}.`;
  }
  const { reason, until } = restriction;
  const time = `You cannot write here for ${duration(until - now)}`;
  return reason ? `${time}: ${reason}` : `${time}.`;
}

function duration(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 100) return count(seconds, 'second');
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? count(minutes, 'minute') : count(Math.ceil(minutes / 60), 'hour');
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}
