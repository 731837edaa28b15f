import { localeOf } from '../localization/locale.js';

/** Steps of relative times: the unit is used up to so many ms. */
const STEPS = [
  { unit: 'minute', ms: 60_000, below: 3_600_000 },
  { unit: 'hour', ms: 3_600_000, below: 86_400_000 },
  { unit: 'day', ms: 86_400_000, below: 7 * 86_400_000 },
] as const;

/** Times as a language writes them. */
export interface Times {
  /** How long ago a time is, and its date after a week. In a list: as short as the language allows. */
  readonly ago: (epochMs: number, now: number) => string;
  /** How long something takes, such as “5 min”. */
  readonly duration: (ms: number) => string;
  /** A time of the next days: “tomorrow, 9:00”. */
  readonly ahead: (epochMs: number, now: number) => string;
  /** The whole date and time. */
  readonly full: (epochMs: number) => string;
}

let last: { readonly language: string; readonly times: Times } | undefined;

/** Making formats takes far longer than using them: those of the last language are kept. */
export function timesIn(language: string): Times {
  if (last?.language !== language) last = { language, times: createTimes(localeOf(language)) };
  return last.times;
}

function createTimes(locale: string | undefined): Times {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'narrow' });
  const day = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const date = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' });
  const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  const weekday = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
  const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const units = (['minute', 'hour', 'day'] as const).map(
    (unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }),
  );
  return {
    ago(epochMs, now) {
      const passed = Math.max(0, now - epochMs);
      if (passed < 60_000) return relative.format(0, 'second');
      const step = STEPS.find(({ below }) => passed < below);
      return step
        ? relative.format(-Math.floor(passed / step.ms), step.unit)
        : date.format(epochMs);
    },
    duration(ms) {
      const index = STEPS.findIndex(({ below }) => ms < below);
      const at = index < 0 ? STEPS.length - 1 : index;
      const count = Math.max(1, Math.floor(ms / (STEPS[at]?.ms ?? 1)));
      return units[at]?.format(count) ?? '';
    },
    ahead(epochMs, now) {
      const days = daysBetween(now, epochMs);
      if (days <= 0) return clock.format(epochMs);
      if (days === 1) return `${day.format(1, 'day')}, ${clock.format(epochMs)}`;
      return days < 7 ? weekday.format(epochMs) : whole.format(epochMs);
    },
    full: (epochMs) => whole.format(epochMs),
  };
}

/** How many midnights lie between two times, in the reader's time zone. */
function daysBetween(from: number, to: number): number {
  const start = (epochMs: number): number => new Date(epochMs).setHours(0, 0, 0, 0);
  return Math.round((start(to) - start(from)) / 86_400_000);
}

/** A conversation is snoozed for less than that, in ms: the server keeps nothing for longer than a day. */
const MAX_SNOOZE_MS = 82_800_000;
/** The server's clock may be so far behind, in ms; what is over soon is not worth a place in the menu. */
const LEEWAY_MS = 600_000;

export type SnoozeKind = 'hour' | 'hours' | 'evening' | 'tomorrow';

/** The times until when an agent can snooze a conversation, by the agent's own clock: epoch ms. */
export function snoozeTimes(
  now: number,
): readonly { readonly kind: SnoozeKind; readonly until: number }[] {
  const at = (days: number, hour: number): number => {
    const time = new Date(now);
    time.setDate(time.getDate() + days);
    return time.setHours(hour, 0, 0, 0);
  };
  const times = [
    { kind: 'hour', until: Math.floor(now) + 3_600_000 },
    { kind: 'hours', until: Math.floor(now) + 3 * 3_600_000 },
    { kind: 'evening', until: at(0, 17) },
    { kind: 'tomorrow', until: at(1, 9) },
  ] as const;
  return times.filter(
    ({ until }) => until > now + LEEWAY_MS && until < now + MAX_SNOOZE_MS - LEEWAY_MS,
  );
}
