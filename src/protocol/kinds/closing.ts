import type { Signal } from './kind.js';

/** The chat has ended: nothing more can be written. */
export interface ClosingEvent {
  readonly type: 'closing';
}

export const closing: Signal<ClosingEvent> = {
  type: 'closing',
  parse: () => ({ type: 'closing' }),
  receive: (_, by, room) => {
    if (by.isServer) room.end();
  },
};
