import { ChatError } from '../../protocol/errors.js';
import { ownFields } from '../../protocol/own-fields.js';
import type { Session } from '../../session/session.js';
import { RelayLink, type RelayAddress } from './relay-link.js';

/** A relay gives no token: this one is never looked at, and never expires. */
const TOKEN = { authToken: 'relay', expiresAt: 32_503_680_000 };
/** How long a link waits to be used, in ms: as a rule it is at once. */
const SPARE_MS = 5_000;

/** What a relay has answered to `join`: who the visitor is, and how the room is kept. */
export interface Admission {
  readonly link: RelayLink;
  /** As a token endpoint would answer it. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Which guest the visitor is, where the host does not know them. */
  readonly guestId: string | undefined;
  readonly historyLimit: number;
}

/** Opens links. The one that has told who the visitor is becomes the first that brings messages. */
export class RelayEntrance {
  readonly #address: RelayAddress;
  #spare: Admission | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(address: RelayAddress) {
    this.#address = address;
  }

  async open(room: string, signal: AbortSignal): Promise<Admission> {
    const { link, answer } = await RelayLink.open(this.#address, room, signal);
    const { user, mode, readOnly, historyLimit } = answer;
    const guestId = guestIn(user);
    return {
      link,
      // The page gives a guest a name, and the relay the id.
      body: { ...TOKEN, user: guestId ? undefined : user, mode, readOnly },
      guestId,
      historyLimit: Number.isSafeInteger(historyLimit) ? Number(historyLimit) : 0,
    };
  }

  /** Keeps what was opened for {@link RelayEntrance.take}, for a moment. */
  keep(admission: Admission): void {
    this.#drop();
    this.#spare = admission;
    this.#timer = setTimeout(() => this.#drop(), SPARE_MS);
  }

  /**
   * A link for the session.
   *
   * @throws ChatError `not-authenticated` when the relay now takes the visitor for somebody else, or the room for
   *   another kind: then there has to be another session
   */
  async take(session: Session, signal: AbortSignal): Promise<Admission> {
    const spare = this.#spare;
    this.#spare = undefined;
    clearTimeout(this.#timer);
    if (spare && !spare.link.closed) return spare;
    const admission = await this.open(session.room, signal);
    if (!fits(session, admission)) {
      this.keep(admission);
      throw new ChatError(
        'not-authenticated',
        'unable to enter the room; the relay takes the visitor for somebody else now.',
      );
    }
    return admission;
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#spare?.link.close();
    this.#spare = undefined;
  }
}

function fits(session: Session, { body, guestId }: Admission): boolean {
  const id = guestId ?? idOf(body.user);
  const isSame =
    id === undefined
      ? !session.userIsVouchedFor
      : id === session.user.id && session.userIsVouchedFor === !guestId;
  return isSame && body.mode === session.mode && body.readOnly === session.readOnly;
}

/** A guest is one of whom the relay has no name. */
function guestIn(user: unknown): string | undefined {
  const id = idOf(user);
  return typeof id === 'string' && !Object.hasOwn(Object(user) as object, 'name') ? id : undefined;
}

function idOf(user: unknown): unknown {
  return ownFields(user).id;
}
