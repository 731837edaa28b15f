import { localeOf } from '../localization/locale.js';

/** The texts of the moderators' desk: for moderators, and for the members of a room that has one. */
export interface DeskStrings {
  readonly deskRemoveAll: (name: string) => string;
  readonly deskRemoveAllQuestion: (name: string) => string;
  readonly deskRemovedAll: (name: string) => string;
  readonly deskMute: (name: string) => string;
  readonly deskBan: (name: string) => string;
  /** Ends a mute or a ban. */
  readonly deskLift: string;
  /** The outcomes, with a time such as “5 minutes”. */
  readonly deskMuted: (time: string) => string;
  readonly deskBanned: (time: string) => string;
  readonly deskLifted: (name: string) => string;
  readonly deskNotAllowed: string;
  readonly deskNotFound: string;
  readonly deskFailed: string;
  readonly deskSlow: string;
  readonly deskReadOnly: string;
  readonly deskOff: string;
  /** Sends what is written as an announcement. */
  readonly deskAnnounce: string;
  readonly deskAnnounced: string;
  readonly deskSlowOn: (time: string) => string;
  readonly deskSlowOff: string;
  readonly deskReadOnlyOn: string;
  readonly deskReadOnlyOff: string;
  readonly deskPin: string;
  readonly deskUnpin: string;
  readonly deskPinned: string;
  readonly deskUnpinned: string;
  /** The bar of pinned messages, and its buttons. */
  readonly pinnedMessages: string;
  readonly nextPinned: (place: number, count: number) => string;
  readonly foldPinned: string;
  readonly unfoldPinned: (count: number) => string;
  /** For screen readers, when a message was pinned. */
  readonly newlyPinned: (name: string, text: string) => string;
  /** Beside the composer, for members: how often they may write, with a time such as “30 seconds”. */
  readonly slowHint: (time: string) => string;
  /** When the next message may be sent, with a time such as “12 seconds”. */
  readonly slowWait: (time: string) => string;
  /** In place of the composer. */
  readonly onlyModerators: string;
  readonly mutedUntil: (time: string) => string;
}

const en: DeskStrings = {
  deskRemoveAll: (name) => `Delete all of ${name}`,
  deskRemoveAllQuestion: (name) => `Delete all messages of ${name}? This cannot be undone.`,
  deskRemovedAll: (name) => `All messages of ${name} were deleted`,
  deskMute: (name) => `Mute ${name}`,
  deskBan: (name) => `Ban ${name}`,
  deskLift: 'End it now',
  deskMuted: (time) => `Muted for ${time}`,
  deskBanned: (time) => `Banned for ${time}`,
  deskLifted: (name) => `${name} may write again`,
  deskNotAllowed: 'You may not do this.',
  deskNotFound: 'This message is not stored any more.',
  deskFailed: 'This did not work. Please try again.',
  deskSlow: 'Slow mode',
  deskReadOnly: 'Read-only',
  deskOff: 'Off',
  deskAnnounce: 'Announce what is written',
  deskAnnounced: 'Announced',
  deskSlowOn: (time) => `Slow mode: one message every ${time}`,
  deskSlowOff: 'Slow mode is off',
  deskReadOnlyOn: 'Members can only read now',
  deskReadOnlyOff: 'Members can write again',
  deskPin: 'Pin',
  deskUnpin: 'Unpin',
  deskPinned: 'Pinned',
  deskUnpinned: 'No longer pinned',
  pinnedMessages: 'Pinned messages',
  nextPinned: (place, count) => `Next pinned message (${String(place)} of ${String(count)})`,
  foldPinned: 'Hide pinned messages',
  unfoldPinned: (count) => (count === 1 ? '1 pinned message' : `${String(count)} pinned messages`),
  newlyPinned: (name, text) => `Pinned: ${name}: ${text}`,
  slowHint: (time) => `One message every ${time}`,
  slowWait: (time) => `You can send again in ${time}.`,
  onlyModerators: 'Only moderators can write here now.',
  mutedUntil: (time) => `You cannot write here until ${time}.`,
};

/** @param strings the chat’s texts: those of its language, and the host’s own, stand in place of the English ones */
export function deskStrings(strings: object): DeskStrings {
  return { ...en, ...strings };
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** A time as people say it: “5 minutes”, “30 seconds”. @param language the page's `lang`, which may be no language tag */
export function spokenTime(seconds: number, language: string): string {
  const [unit, length] = UNITS.find(([, each]) => seconds >= each && seconds % each === 0) ?? [
    'second',
    1,
  ];
  const format = new Intl.NumberFormat(localeOf(language), {
    style: 'unit',
    unit,
    unitDisplay: 'long',
  });
  return format.format(seconds / length);
}

/** When something ends: the time of day, with the date where that is another day. */
export function spokenEnd(end: number, now: number, language: string): string {
  const isToday = new Date(end).toDateString() === new Date(now).toDateString();
  const format = new Intl.DateTimeFormat(localeOf(language), {
    timeStyle: 'short',
    ...(!isToday && { dateStyle: 'medium' }),
  });
  return format.format(end);
}
