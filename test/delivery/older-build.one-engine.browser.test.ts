import { expect } from '@open-wc/testing';
import type { ChatElement, ChatMessage, MomentoChatElement } from '../../src/momento-chat.js';
import { serve, type ServedRoom } from '../conformance/modes.js';
import { newRoom, shown, startChat, until, untilStatus } from '../helpers/chat-fixture.js';
import type { ChatFixture } from '../helpers/chat-fixture.js';
import { OLDER_BUILD, openChatFrame, type ChatFrame } from '../helpers/chat-frame.js';

const REMOVED = 'This message was removed.';
/** A sender in a moderated room tries again after 20 s, in ms. */
const TIMEOUT_MS = 45_000;

/** What a reader has of the messages, oldest first. */
function seen({ messages }: ChatElement): string[] {
  return messages.map(seenOf);
}

function seenOf({ text, removed, editedAt, reactions = [], replyTo }: ChatMessage): string {
  const given = reactions.map(({ emoji, users }) => `${emoji} ${users.map(({ id }) => id).join()}`);
  const edited = editedAt === undefined ? [] : ['(edited)'];
  const answer = replyTo ? ['(answer)'] : [];
  return removed ? REMOVED : [text, ...edited, ...answer, ...given].join(' ');
}

async function untilSeen(element: ChatElement, expected: readonly string[]): Promise<void> {
  const isSeen = (): boolean => seen(element).join('\n') === expected.join('\n');
  await until(expected.join(' | '), isSeen, TIMEOUT_MS).catch((error: unknown) => {
    throw new Error(`${String(error)}; seen: ${seen(element).join(' | ')}`);
  });
}

for (const mode of ['direct', 'moderated'] as const) {
  describe(`the build of f00d8f8 beside this one in a room that is ${mode}`, () => {
    let chat: ChatFixture;
    let room: string;
    let served: ServedRoom;
    let frame: ChatFrame;
    let older: MomentoChatElement;
    let ada: ChatElement;
    /** What the older build complains of. */
    let errors: string[];

    before(async () => {
      chat = await startChat();
    });

    beforeEach(async () => {
      room = newRoom();
      errors = [];
      served = await serve(mode, chat, room);
      frame = await openChatFrame('', OLDER_BUILD);
      older = await openOlder();
      ada = await open('ada');
    });

    afterEach(async () => {
      chat.closeAll();
      for (const each of document.querySelectorAll('iframe')) each.remove();
      await served.stop();
      await chat.reset();
    });

    after(() => chat.stop());

    async function open(user: string): Promise<ChatElement> {
      const element = served.open(user);
      await untilStatus(element, 'connected');
      return element;
    }

    async function openOlder(): Promise<MomentoChatElement> {
      const { globals } = frame;
      globals.addEventListener('error', ({ message }) => errors.push(message));
      globals.addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
      const element = frame.open({ room, tokenUrl: chat.endpoint.urlFor('grace') });
      element.addEventListener('momento-chat-error', ({ error }) => errors.push(String(error)));
      await untilStatus(element, 'connected');
      return element;
    }

    /** Both pages are loaded again. */
    async function reload(): Promise<void> {
      await frame.reload();
      older = await openOlder();
      HTMLElement.prototype.remove.call(ada);
      ada = await open('ada');
    }

    /** Sends a message that both have then. */
    async function say(element: ChatElement, text: string, replyTo?: string): Promise<string> {
      const id = element.send(text, { replyTo }) ?? '';
      const has = (reader: ChatElement): boolean => reader.messages.some((it) => it.id === id);
      await until(`“${text}” here and there`, () => has(ada) && has(older), TIMEOUT_MS);
      return id;
    }

    /** The older build has these messages, shows a row for each, and has dropped nothing. */
    async function expectOlder(texts: readonly string[]): Promise<void> {
      await untilSeen(older, texts);
      const rows = (await shown(older, '.message')).length;
      const bubbles = (await shown(older, '.bubble')).map(({ textContent }) => textContent);
      expect(bubbles).to.deep.equal(texts);
      expect(rows).to.equal(texts.length);
      expect(older.pending).to.deep.equal([]);
      expect(older.droppedCount).to.equal(0);
      expect(errors).to.deep.equal([]);
    }

    it('exchanges messages with it, live and after a reload', async () => {
      expect('react' in older).to.equal(false);
      await say(ada, 'Hello');
      await say(older, 'Hello yourself');
      await reload();
      await say(older, 'Still here');
      await say(ada, 'So am I');
      const texts = ['Hello', 'Hello yourself', 'Still here', 'So am I'];
      await untilSeen(ada, texts);
      await expectOlder(texts);
      expect(ada.droppedCount).to.equal(0);
    });

    it('reacts to its messages and answers them, and it has messages only', async () => {
      const edsger = await open('edsger');
      const hers = await say(older, 'Shall we meet?');
      const own = await say(ada, 'At tne');
      const gone = await say(ada, 'oops');
      // Several at a time: a moderator publishes them together.
      for (const emoji of ['👍', '🎉', '😀']) expect(ada.react(hers, emoji)).to.equal(true);
      edsger.react(own, '👍');
      expect(ada.edit(own, 'At ten')).to.equal(true);
      expect(ada.edit(hers, 'Shall we part?')).to.equal(false);
      await say(ada, 'Yes', hers);
      expect(ada.remove(gone)).to.equal(true);
      ada.react(hers, '😀', false);
      const all = [
        'Shall we meet? 👍 ada 🎉 ada',
        'At ten (edited) 👍 edsger',
        REMOVED,
        'Yes (answer)',
      ];
      for (const element of [ada, edsger]) await untilSeen(element, all);
      await say(ada, 'Done');
      // An edited message stays as it was sent.
      await expectOlder(['Shall we meet?', 'At tne', REMOVED, 'Yes', 'Done']);
      await reload();
      for (const element of [ada, edsger]) await untilSeen(element, [...all, 'Done']);
      // What is removed is not stored, and only this build says that it was there.
      await expectOlder(['Shall we meet?', 'At tne', 'Yes', 'Done']);
      ada.react(hers, '🎉');
      await say(older, 'Then at ten');
      const [, ...rest] = all;
      const later = ['Shall we meet? 👍 ada', ...rest, 'Done', 'Then at ten'];
      for (const element of [ada, edsger, served.open('katherine')]) {
        await untilSeen(element, later);
      }
      await expectOlder(['Shall we meet?', 'At tne', 'Yes', 'Done', 'Then at ten']);
      for (const element of [ada, edsger]) expect(element.droppedCount).to.equal(0);
    });

    it('leaves it with all messages after changes that came while it was cut off', async () => {
      const hers = await say(older, 'Shall we meet?');
      const own = await say(ada, 'At tne');
      await chat.engine.faults.dropStreams();
      for (const emoji of ['👍', '🎉', '😀']) ada.react(hers, emoji);
      ada.edit(own, 'At ten');
      await say(ada, 'Yes', hers);
      await say(older, 'Good');
      const all = [
        'Shall we meet? 👍 ada 🎉 ada 😀 ada',
        'At ten (edited)',
        'Yes (answer)',
        'Good',
      ];
      await untilSeen(ada, all);
      const texts = ['Shall we meet?', 'At tne', 'Yes', 'Good'];
      await untilSeen(older, texts);
      // It reports the cut itself.
      errors = errors.filter((error) => !error.includes('the connection broke'));
      await expectOlder(texts);
    });
  });
}
