import type { TemplateResult } from 'lit';
import { AvailabilityLine } from '../availability/availability-line.js';
import { ownFields } from '../protocol/own-fields.js';
import { html, nothing } from '../views/actions/borrowed.js';
import { openDesk, type ConnectedDesk } from './connected-desk.js';
import type { DeskHost, DeskRoom } from './desk-host.js';

/** What the server of a room tells its visitors: by its moderators' desk, and of the agents that answer. */
export interface ServedRoom extends ConnectedDesk {
  /** Whether nobody is here to answer; undefined where the server does not tell. */
  readonly away: boolean | undefined;
  /** The line about the agents, for the header; undefined where the server does not tell. */
  header(): TemplateResult | undefined;
}

/** Each of the two begins with the first session that has it. */
export function openRoom(host: DeskHost, room: DeskRoom): ServedRoom {
  let desk: ConnectedDesk | undefined;
  let agents: AvailabilityLine | undefined;
  const begin = (): void => {
    const { at, awayAt } = ownFields(host.session?.desk);
    if (at !== undefined) desk ??= openDesk(host, room);
    if (awayAt !== undefined) agents ??= new AvailabilityLine(host, room);
  };
  begin();
  return {
    speak(strings, language) {
      begin();
      desk?.speak(strings, language);
      agents?.follow(strings);
    },
    bar: () => desk?.bar() ?? nothing,
    line: () => desk?.line() ?? html``,
    composer: (target) => desk?.composer(target) ?? {},
    actions: (message, actions) => desk?.actions(message, actions) ?? actions,
    get entries() {
      return desk?.entries ?? [];
    },
    get away() {
      return agents?.away;
    },
    header: () => agents?.render(),
    leave() {
      desk?.leave();
      agents?.leave();
    },
  };
}
