import type { AttachmentRules } from '../../protocol/attachments.js';
import { ChatError } from '../../protocol/errors.js';
import { RELATIONS, SIGNALS } from '../../protocol/features.js';
import { toRole } from '../../protocol/role.js';
import { ownFields } from '../../protocol/own-fields.js';
import { parseAttachmentRules } from '../../session/attachment-rules.js';
import type { Session } from '../../session/session.js';
import { RelayLink, type RelayAddress } from './relay-link.js';

/** A relay issues no token. This placeholder is never read and never expires. */
const TOKEN = { authToken: 'relay', expiresAt: 32_503_680_000 };
/** How long an unused link is kept open, in ms. Usually it is used at once. */
const SPARE_MS = 5_000;

/** A relay's answer to `join`: the visitor's identity and the room's settings. */
export interface Admission {
  readonly link: RelayLink;
  /** The answer in the form of a token endpoint's. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The guest's id if the host does not know the visitor. */
  readonly guestId: string | undefined;
  readonly historyLimit: number;
}

/** Opens links. The link that identified the visitor is reused as the first one to receive messages. */
export class RelayEntrance {
  readonly #address: RelayAddress;
  #spare: Admission | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hasFiles = false;

  constructor(address: RelayAddress) {
    this.#address = address;
  }

  /** Whether the relay brings the files of the room, by its last answer. */
  get hasFiles(): boolean {
    return this.#hasFiles;
  }

  async open(room: string, signal: AbortSignal): Promise<Admission> {
    const { link, answer } = await RelayLink.open(this.#address, room, signal);
    const { user, mode, readOnly, role, historyLimit, features, desk, attachments } = answer;
    const { away, answerSeconds } = answer;
    const guestId = guestIdOf(user);
    this.#hasFiles = parseAttachmentRules(attachments) !== undefined;
    return {
      link,
      // A guest's name comes from the page, the id from the relay.
      body: {
        ...TOKEN,
        user: guestId ? undefined : user,
        mode,
        readOnly,
        role,
        // An older relay names none, and would leave a relation unanswered.
        features: Array.isArray(features) ? features : [],
        desk,
        attachments,
        away,
        answerSeconds,
      },
      guestId,
      historyLimit: Number.isSafeInteger(historyLimit) ? Number(historyLimit) : 0,
    };
  }

  /** Keeps an opened link for the next {@link RelayEntrance.take}, for `SPARE_MS`. */
  keep(admission: Admission): void {
    this.#drop();
    this.#spare = admission;
    this.#timer = setTimeout(() => this.#drop(), SPARE_MS);
  }

  /**
   * Returns a link for the session: the kept one, or a new one.
   *
   * @throws ChatError `not-authenticated` if the relay now reports another identity, mode, permission, role, features
   *   or files than the session's; a new session is needed then
   */
  async take(session: Session, signal: AbortSignal): Promise<Admission> {
    const spare = this.#spare;
    this.#spare = undefined;
    clearTimeout(this.#timer);
    if (spare && !spare.link.closed) return spare;
    const admission = await this.open(session.room, signal);
    if (!matches(session, admission)) {
      this.keep(admission);
      throw new ChatError(
        'not-authenticated',
        'unable to enter the room; the visitor’s identity or permissions on the relay have changed.',
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

function matches(session: Session, { body, guestId }: Admission): boolean {
  const id = guestId ?? idOf(body.user);
  const isSame =
    id === undefined
      ? !session.userIsVouchedFor
      : id === session.user.id && session.userIsVouchedFor === !guestId;
  return (
    isSame &&
    body.mode === session.mode &&
    body.readOnly === session.readOnly &&
    toRole(body.role) === session.role &&
    has(body, RELATIONS) === session.relations &&
    has(body, SIGNALS) === session.signals &&
    isSameRules(parseAttachmentRules(body.attachments), session.attachments)
  );
}

function isSameRules(
  rules: AttachmentRules | undefined,
  known: AttachmentRules | undefined,
): boolean {
  return rules?.types === known?.types && rules?.maxSize === known?.maxSize;
}

function has({ features }: Admission['body'], name: string): boolean {
  return Array.isArray(features) && features.includes(name);
}

/** The id of a user without a name: the relay names none for guests. */
function guestIdOf(user: unknown): string | undefined {
  const id = idOf(user);
  return typeof id === 'string' && !Object.hasOwn(Object(user) as object, 'name') ? id : undefined;
}

function idOf(user: unknown): unknown {
  return ownFields(user).id;
}
