import type { ServedState, OwnDeskState } from '../../protocol/kinds/desk-state.js';
import type { RoomAvailability } from '../../protocol/kinds/availability.js';

/** The fields of a token's answer, and of a relay's, that say it. */
export function availabilityFields(availability: RoomAvailability | undefined): {
  readonly away?: true;
  readonly answerSeconds?: number;
} {
  if (!availability) return {};
  const { away, answerSeconds } = availability;
  return {
    ...(away ? { away } : {}),
    ...(answerSeconds === undefined ? {} : { answerSeconds }),
  };
}

/** What a room's server tells besides, by its desk and its inbox; undefined if it has neither. */
export function servedState(
  desk: OwnDeskState | undefined,
  availability: RoomAvailability | undefined,
): ServedState | undefined {
  return availability ? { ...desk, awayAt: availability.at } : desk;
}
