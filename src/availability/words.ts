import { numberFormatter } from '../localization/number-formatter.js';

/** The texts about the agents that answer in a room: one of them, in the chat's header. */
export interface AvailabilityStrings {
  readonly agentsAway: string;
  /** Agents are here, and nobody knows how long an answer takes. */
  readonly agentsHere: string;
  /** How long an answer takes. */
  readonly answersInMinutes: (count: number) => string;
  readonly answersInHours: (count: number) => string;
}

const format = numberFormatter('en');

const en: AvailabilityStrings = {
  agentsAway: 'We are away right now',
  agentsHere: 'We are here',
  answersInMinutes: (count) =>
    count === 1
      ? 'We usually answer within a minute'
      : `We usually answer within ${format(count)} minutes`,
  answersInHours: (count) =>
    count === 1
      ? 'We usually answer within an hour'
      : `We usually answer within ${format(count)} hours`,
};

/** @param strings the chat’s texts: those of its language, and the host’s own, stand in place of the English ones */
export function availabilityStrings(strings: object): AvailabilityStrings {
  return { ...en, ...strings };
}
