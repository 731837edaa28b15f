import { setTimeout as delay } from 'node:timers/promises';
import { BOT_ID } from './dividing-process.js';
import type { Random } from './random.js';
import type { Fields, TalkingRoom } from './talking-room.js';

/** A message that its author knows to be in the room. */
export interface Said {
  readonly id: string;
  readonly by: string;
  /** What readers see: the text as written, or as last edited. */
  text: string;
  isRemoved: boolean;
}

/** How many answers a question of a visitor must have. */
export type Wanted = 'one' | 'one of two';

/** The visitors that write, change and ask. */
const VISITORS = ['ada', 'eve'] as const;
/** All who have to have a token. */
export const PEOPLE = [...VISITORS, 'rude', 'troll', 'grace'] as const;

/** How many steps all of them take in a round. */
export const STEPS = 7;

/** The longest pause of each of them, in ms. */
const PAUSE_MS = 150;

/**
 * What people in a room do at the same time, drawn from a seed: two visitors write, edit, remove and ask; a rude one is
 * refused; a troll writes, while a moderator bans and lets in, and removes messages. It keeps what they were told.
 */
export class RoomTalk {
  readonly room: TalkingRoom;
  readonly said: Said[] = [];
  /** Questions by their ids. Of two that were asked at once, both have the same list. */
  readonly asked: { readonly ids: readonly string[]; readonly wanted: Wanted }[] = [];
  /**
   * Messages that were refused for now, and sent a second time before their author knew: the second copy may come after the
   * ban, and pass. So they may be in the room or not.
   */
  readonly open: Said[] = [];
  /** What must not be so, and was seen at once. */
  readonly faults: string[] = [];
  readonly #random: Random;
  readonly #onStep: () => void;
  /** `open` between an order and its answer: either may hold. A new object for each order. */
  #troll: { readonly is: 'free' | 'banned' | 'open' } = { is: 'free' };

  /** @param onStep called after each step of each person */
  constructor(room: TalkingRoom, random: Random, onStep: () => void) {
    this.room = room;
    this.#random = random;
    this.#onStep = onStep;
  }

  async run(rounds: number): Promise<void> {
    await Promise.all([
      ...VISITORS.map((visitor) => this.#times(rounds, (round) => this.#visit(visitor, round))),
      this.#times(rounds, (round) => this.#beRude(round)),
      this.#times(rounds, (round) => this.#moderate(round)),
      // More often, so that some of it meets each ban.
      this.#times(3 * rounds, (round) => this.#troublemaking(round)),
    ]);
  }

  async #times(rounds: number, step: (round: number) => Promise<void>): Promise<void> {
    for (let round = 1; round <= rounds; round += 1) {
      await step(round);
      this.#onStep();
      await delay(this.#random.between(0, PAUSE_MS));
    }
  }

  async #visit(by: string, round: number): Promise<void> {
    const draw = this.#random.next();
    const own = this.said.filter((one) => one.by === by && !one.isRemoved);
    if (draw < 0.4 || own.length === 0) await this.#ask(by, [`${by}-q${String(round)}`]);
    else if (draw < 0.5)
      await this.#ask(
        by,
        ['a', 'b'].map((it) => `${by}-q${String(round)}${it}`),
      );
    else if (draw < 0.6) this.said.push(await this.#say(by, `${by}-s${String(round)}`));
    else if (draw < 0.8) await this.#edit(this.#random.pick(own), round, `edited ${String(round)}`);
    else if (draw < 0.9) await this.#edit(this.#random.pick(own), round, 'rude');
    else await this.#remove(by, this.#random.pick(own));
  }

  async #say(by: string, id: string, text = id): Promise<Said> {
    const answer = await this.room.write(by, id, text);
    if (answer['type'] !== undefined) this.faults.push(`${id} was refused`);
    return { id, by, text, isRemoved: false };
  }

  /** Asks, at once if there are several, and waits for an answer: to one of them at least, whichever came last. */
  async #ask(by: string, ids: readonly string[]): Promise<void> {
    const said = await Promise.all(ids.map((id) => this.#say(by, id, `${id}?`)));
    this.asked.push({ ids, wanted: ids.length === 1 ? 'one' : 'one of two' });
    // The second message of it, its last.
    await this.room.hears(
      ({ id: heard }) => ids.some((id) => heard === `${BOT_ID}.${id}.1`),
      `the bot has not answered ${ids.join(' or ')}`,
    );
    // From now on it may be changed: an answer that is being made is dropped with its message.
    this.said.push(...said);
  }

  async #edit(message: Said, round: number, words: string): Promise<void> {
    const text = `${message.id} ${words}`;
    const id = `${message.id}-e${String(round)}`;
    const answer = await this.room.edit(message.by, id, message.id, text);
    const isRefused = answer['type'] === 'rejection';
    // The moderator may have removed it meanwhile.
    if (isRefused !== (words === 'rude') && !message.isRemoved) {
      this.faults.push(`${id} was ${isRefused ? 'refused' : 'let through'}`);
    }
    if (!isRefused) message.text = text;
  }

  async #remove(by: string, message: Said): Promise<void> {
    message.isRemoved = true;
    await this.room.remove(by, message.id);
  }

  async #beRude(round: number): Promise<void> {
    const answer = await this.room.write('rude', `rude-${String(round)}`, 'rude words');
    if (answer['type'] !== 'rejection') this.faults.push(`rude-${String(round)} was let through`);
  }

  async #moderate(round: number): Promise<void> {
    const others = this.said.filter(({ isRemoved }) => !isRemoved);
    if (others.length > 0 && this.#random.next() < 0.4) {
      await this.#remove('grace', this.#random.pick(others));
      return;
    }
    const act = this.#troll.is === 'free' ? 'ban' : 'lift';
    this.#troll = { is: 'open' };
    for (let attempt = 1; ; attempt += 1) {
      const id = `${act}-${String(round)}-${String(attempt)}`;
      const { outcome } = await this.room.order('grace', id, act, 'troll');
      if (outcome === 'done') break;
      // On a busy machine a request takes too long: the moderator is told, and tries again.
      if (outcome !== 'failed') this.faults.push(`${id}: ${String(outcome)}`);
    }
    this.#troll = { is: act === 'ban' ? 'banned' : 'free' };
  }

  async #troublemaking(round: number): Promise<void> {
    const id = `troll-${String(round)}`;
    const before = this.#troll;
    const answer: Fields = await this.room.write('troll', id, id);
    const isRefused = answer['type'] === 'rejection';
    const isSure = before === this.#troll && before.is !== 'open';
    if (isSure && isRefused !== (before.is === 'banned')) {
      this.faults.push(`${id} was ${isRefused ? 'refused' : 'let through'}, though ${before.is}`);
    }
    const message: Said = { id, by: 'troll', text: id, isRemoved: false };
    if (!isRefused) this.said.push(message);
    else if (this.room.wasRepeated(id)) this.open.push(message);
  }
}
