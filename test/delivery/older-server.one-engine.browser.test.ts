import { expect } from '@open-wc/testing';
import type { ChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  shown,
  startChat,
  until,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { openChatFrame, OLDER_RELAY_BUILD, type ChatFrame } from '../helpers/chat-frame.js';
import { startOlderModerator, type TestModerator } from '../helpers/moderator-client.js';
import { openRelay, type TestRelay } from '../helpers/relay-page.js';

/** A sender in a moderated room tries again after 20 s, in ms. */
const TIMEOUT_MS = 45_000;

function texts({ messages }: ChatElement): string[] {
  return messages.map(({ text, removed }) => (removed ? '(removed)' : text));
}

async function untilAll(elements: readonly ChatElement[], expected: string[]): Promise<void> {
  for (const element of elements) {
    const isThere = (): boolean => texts(element).join('\n') === expected.join('\n');
    await until(expected.join(' | '), isThere, TIMEOUT_MS).catch((error: unknown) => {
      throw new Error(`${String(error)}; seen: ${texts(element).join(' | ')}`);
    });
  }
}

/** A message that both have then. @returns its id */
async function say(from: ChatElement, text: string, ...readers: ChatElement[]): Promise<string> {
  const id = from.send(text) ?? '';
  const has = (): boolean =>
    [from, ...readers].every(({ messages }) => messages.some((each) => each.id === id));
  await until(`“${text}” everywhere`, has, TIMEOUT_MS);
  return id;
}

/** Nothing is left to send, nothing was dropped, and each message has its row. */
async function expectWhole(element: ChatElement, rows: number): Promise<void> {
  expect(element.pending).to.deep.equal([]);
  expect(element.droppedCount).to.equal(0);
  expect((await shown(element, '.message')).length).to.equal(rows);
}

describe('this build with the moderator and the token endpoint of f00d8f8', () => {
  let chat: ChatFixture;
  let room: string;
  let moderator: TestModerator;

  before(async () => {
    chat = await startChat();
  });

  after(() => chat.stop());

  beforeEach(async () => {
    room = newRoom();
    await chat.endpoint.behave({ mode: 'moderated', older: true });
    moderator = await startOlderModerator(chat.engine.grpcPort, room);
  });

  // Its streams end before the engine is asked whether any is open.
  afterEach(async () => {
    chat.closeAll();
    await moderator.stop();
    await chat.reset();
  });

  async function open(user: string): Promise<ChatElement> {
    const element = chat.open({ room, user });
    await untilStatus(element, 'connected');
    return element;
  }

  it('sends, receives, is refused, sees removals and the end, and offers nothing that it cannot do', async () => {
    const ada = await open('ada');
    const grace = await open('grace');
    const id = await say(ada, 'Hello', grace);
    grace.send('Oh darn');
    await untilAll([ada, grace], ['Hello', 'Oh d***']);
    ada.send('something rude');
    await until('the refusal', () => ada.pending[0]?.error, TIMEOUT_MS);
    expect(ada.pending[0]?.error?.code).to.equal('message-rejected');
    ada.discard(ada.pending[0]?.id ?? '');
    // Its endpoint does not say that it handles relations: none are sent, and so none are lost.
    expect(ada.react(id, '👍')).to.equal(false);
    expect(ada.edit(id, 'Hello!')).to.equal(false);
    await moderator.remove(room, id);
    await untilAll([ada, grace], ['(removed)', 'Oh d***']);
    const katherine = await open('katherine');
    await untilAll([katherine], ['Oh d***']);
    await moderator.closeRoom(room);
    await until('the end', () => ada.ended && grace.ended && katherine.ended);
    await expectWhole(ada, 2);
    await expectWhole(katherine, 1);
  });
});

for (const older of ['relay', 'element'] as const) {
  const title =
    older === 'relay'
      ? 'this build over the relay of f00d8f8'
      : 'the relay’s element of f00d8f8 over this build’s relay';
  describe(title, () => {
    let chat: ChatFixture;
    let room: string;
    let relay: TestRelay;
    let frame: ChatFrame;

    before(async () => {
      chat = await startChat();
    });

    after(() => chat.stop());

    afterEach(async () => {
      chat.closeAll();
      await relay.stop();
      await chat.reset();
    });

    async function open(user: string): Promise<ChatElement> {
      const element =
        older === 'relay'
          ? relay.open({ room, user })
          : frame.openOverRelay({ room, relayUrl: `${relay.url}?user=${user}` });
      await untilStatus(element, 'connected');
      return element;
    }

    async function start(moderated: boolean): Promise<void> {
      room = newRoom();
      relay = await openRelay(chat, { moderated, older: older === 'relay' });
      if (older === 'element') frame = await openChatFrame('', OLDER_RELAY_BUILD);
    }

    for (const moderated of [false, true]) {
      it(`exchanges messages${moderated ? ', moderated,' : ''} live, after a cut and with those who join`, async () => {
        await start(moderated);
        const ada = await open('ada');
        const grace = await open('grace');
        await say(ada, 'Hello', grace);
        await relay.cut();
        ada.send('Meanwhile');
        await untilAll([ada, grace], ['Hello', 'Meanwhile']);
        await say(grace, 'Hello, Ada', ada);
        const katherine = await open('katherine');
        const all = ['Hello', 'Meanwhile', 'Hello, Ada'];
        await untilAll([ada, grace, katherine], all);
        for (const element of [ada, grace, katherine]) await expectWhole(element, all.length);
        if (older === 'relay') {
          expect(ada.react(ada.messages[2]?.id ?? '', '👍')).to.equal(false);
        }
      });
    }

    if (older === 'element') {
      it('shows it what it can of changes, beside this build’s own', async () => {
        await start(false);
        const grace = await open('grace');
        const ada = relay.open({ room, user: 'ada' });
        await untilStatus(ada, 'connected');
        const hers = await say(grace, 'Shall we meet?', ada);
        const own = await say(ada, 'At tne', grace);
        const gone = await say(ada, 'oops', grace);
        expect(ada.react(hers, '🎉')).to.equal(true);
        expect(ada.edit(own, 'At ten')).to.equal(true);
        expect(ada.remove(gone)).to.equal(true);
        await untilAll([ada], ['Shall we meet?', 'At ten', '(removed)']);
        // It believes a removal by the author's own token only, and over a relay there is none: who enters anew sees it.
        await until('two in the list', async () => (await chat.storedTexts(room)).length === 2);
        const later = await open('alan');
        await untilAll([later], ['Shall we meet?', 'At tne']);
        expect(texts(grace)).to.deep.equal(['Shall we meet?', 'At tne', 'oops']);
        expect(ada.messages[0]?.reactions?.length).to.equal(1);
        await say(grace, 'Good', ada);
        await expectWhole(grace, 4);
      });
    }
  });
}
