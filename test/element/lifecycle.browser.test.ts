import { expect } from '@open-wc/testing';
import {
  CACHE,
  newRoom,
  until,
  untilShown,
  untilStatus,
  useChat,
} from '../helpers/chat-fixture.js';
import { publish } from '../helpers/stored-messages.js';

describe('<momento-chat>', () => {
  const chat = useChat();

  describe('life in the document', () => {
    it('changing the room leaves the old one and shows only the new', async () => {
      const [first, second] = [newRoom(), newRoom()];
      await chat.engine.push({ cache: CACHE, list: first }, 'in the first');
      await chat.engine.push({ cache: CACHE, list: second }, 'in the second');
      const element = chat.open({ room: first });
      await untilShown(element, ['in the first']);
      element.room = second;
      await untilShown(element, ['in the second']);
      await chat.untilStreams(1);
      await publish(chat, first, 'late');
      await publish(chat, second, 'live');
      await untilShown(element, ['in the second', 'live']);
    });

    it('changing the token-url connects as another user', async () => {
      const element = chat.open({ user: 'ada' });
      await untilStatus(element, 'connected');
      element.tokenUrl = chat.endpoint.urlFor('grace');
      await until('Grace', () => element.session?.user.id === 'grace');
      await untilStatus(element, 'connected');
      await chat.untilStreams(1);
    });

    it('one stream is open whatever a listener does during a room change, and none afterwards', async () => {
      const element = chat.open();
      await untilStatus(element, 'connected');
      let rounds = 0;
      element.addEventListener('momento-chat-status-change', () => {
        rounds += 1;
        if (rounds < 5) element.reconnect();
      });
      element.room = newRoom();
      await until('an end of it', () => rounds >= 5 && element.status === 'connected');
      await chat.untilStreams(1);
      element.remove();
      await chat.untilStreams(0);
    });

    it('moving the element keeps its connection', async () => {
      const element = chat.open();
      await untilStatus(element, 'connected');
      const before = await chat.calls('Subscribe');
      const statuses: string[] = [];
      element.addEventListener('momento-chat-status-change', ({ status }) => statuses.push(status));
      const box = document.createElement('div');
      document.body.append(box);
      box.append(element);
      await publish(chat, element.room, 'still here');
      await untilShown(element, ['still here']);
      expect(await chat.calls('Subscribe')).to.equal(before);
      expect(statuses).to.deep.equal([]);
      box.remove();
    });

    it('removing it closes the stream; adding it again restores the conversation', async () => {
      const room = newRoom();
      const element = chat.open({ room });
      await untilStatus(element, 'connected');
      element.remove();
      await chat.untilStreams(0);
      expect(element.status).to.equal('disconnected');
      await chat.engine.push({ cache: CACHE, list: room }, 'meanwhile');
      document.body.append(element);
      await untilShown(element, ['meanwhile']);
      await publish(chat, room, 'live');
      await untilShown(element, ['meanwhile', 'live']);
      await chat.untilStreams(1);
    });

    it('removing it at any moment while it connects leaves nothing behind', async () => {
      const moments = [
        { behaviour: { hang: true }, fault: undefined },
        { behaviour: {}, fault: { kind: 'hang', rpc: 'Subscribe' } as const },
        { behaviour: {}, fault: { kind: 'hang', rpc: 'ListFetch' } as const },
      ];
      for (const { behaviour, fault } of moments) {
        await chat.endpoint.behave(behaviour);
        if (fault) await chat.engine.faults.inject(fault);
        const requests = (await chat.endpoint.requests()).length;
        const before = fault ? await chat.calls(fault.rpc) : 0;
        const element = chat.open();
        await until('the moment', async () =>
          fault
            ? (await chat.calls(fault.rpc)) > before
            : (await chat.endpoint.requests()).length > requests,
        );
        element.remove();
        await chat.untilStreams(0);
        expect(element.status).to.equal('disconnected');
        await chat.engine.faults.clear();
      }
    });

    it('two elements in one page and room do not disturb each other', async () => {
      const room = newRoom();
      const first = chat.open({ room });
      const second = chat.open({ room });
      await untilStatus(first, 'connected');
      await untilStatus(second, 'connected');
      first.send('from the first');
      await untilShown(second, ['from the first']);
      first.remove();
      await chat.untilStreams(1);
      await publish(chat, room, 'to the second');
      await untilShown(second, ['from the first', 'to the second']);
    });
  });
});
