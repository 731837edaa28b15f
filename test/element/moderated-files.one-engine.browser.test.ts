import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, shown, until, untilStatus, useChat } from '../helpers/chat-fixture.js';
import { settled } from '../helpers/element-parts.js';
import {
  picture,
  shownFiles,
  shownPictures,
  trayOf,
  untilTakesFiles,
  untilTray,
} from '../helpers/files-to-send.js';
import { press } from '../helpers/message-actions.js';
import {
  startModerator,
  startModeratorWithin,
  type TestModerator,
} from '../helpers/moderator-client.js';

describe('pictures', () => {
  const chat = useChat({ moderator: { attachments: { types: 'images', maxSize: 1_048_576 } } });
  // Inside, so that the moderator ends before the fixture waits for the end of all streams.
  describe('in a moderated room', () => {
    let room: string;
    let server: TestModerator;

    beforeEach(async () => {
      room = newRoom();
      await chat.endpoint.behave({ mode: 'moderated' });
      server = await startModerator(chat.engine.grpcPort, room);
    });

    afterEach(() => server.stop());

    async function open(user: string): Promise<MomentoChatElement> {
      const element = chat.open({ room, user });
      await untilStatus(element, 'connected');
      await settled(element);
      return element;
    }

    async function send(element: MomentoChatElement, name: string): Promise<void> {
      await untilTakesFiles(element);
      void element.attach([await picture(name, 640, 400)]);
      await untilTray(element, 'ready');
      element.focus();
      await press('Enter');
    }

    it('are shown to all once the moderator has looked at them, and go with their message', async () => {
      const [ada, bob] = [await open('ada'), await open('bob')];
      await send(ada, 'cat.png');
      for (const element of [ada, bob]) {
        await until('the picture', () => shownPictures(element).length === 1);
      }
      await until('the answer', () => ada.pending.length === 0);
      expect(ada.messages).to.have.lengthOf(1);
      const [message] = bob.messages;
      expect(message?.attachments?.[0]).to.include({ width: 640, height: 400 });
      await server.remove(room, message?.id ?? '');
      await until('the removal', () => shownFiles(bob).length === 0);
    });

    it('are shown to nobody where the moderator rejects them, and their sender is told', async () => {
      const [ada, bob] = [await open('ada'), await open('bob')];
      await send(ada, 'rude.png');
      await until('the rejection', () => ada.pending[0]?.state === 'failed');
      expect(ada.pending[0]?.error).to.include({ code: 'message-rejected' });
      expect(ada.pending[0]?.error?.reason).to.equal('Please be kind.');
      expect(bob.messages).to.have.lengthOf(0);
    });

    it('are refused beyond the limit, and their sender is told when to try again', async () => {
      await server.stop();
      server = await startModeratorWithin({ filesPerMinute: 1 }, chat.engine.grpcPort, room);
      const [ada, bob] = [await open('ada'), await open('bob')];
      await send(ada, 'cat.png');
      await until('the picture', () => shownPictures(bob).length === 1);
      await send(ada, 'dog.png');
      await until('the refusal', () => ada.pending[0]?.state === 'failed');
      const [refused] = ada.pending;
      expect(refused?.error).to.include({ code: 'sending-too-fast' });
      expect(refused?.error?.reason).to.match(/^Too many files for now\. Try again in .+\.$/);
      const [failure] = await shown(ada, '.failure');
      expect(failure?.textContent).to.contain(refused?.error?.reason);
      expect(refused?.attachments).to.have.lengthOf(1);
      expect(bob.messages).to.have.lengthOf(1);
    });

    it('can be taken out of the tray again', async () => {
      const ada = await open('ada');
      await untilTakesFiles(ada);
      void ada.attach([await picture('cat.png', 640, 400)]);
      await untilTray(ada, 'ready');
      [...(trayOf(ada)[0]?.querySelectorAll('button') ?? [])].at(-1)?.click();
      await until('the tray', () => trayOf(ada).length === 0);
      await send(ada, 'dog.png');
      await until('the message', () => ada.messages.length === 1);
      expect(ada.messages[0]?.attachments).to.have.lengthOf(1);
    });
  });
});
