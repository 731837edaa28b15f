import { expect } from '@open-wc/testing';
import { shown, until, untilShown, untilStatus, useChat } from '../helpers/chat-fixture.js';
import { TwoVisitors, untilSent } from './two-visitors.js';

/** The fault matrix, part 3: the topic. Tests assert the messages shown and the exact statuses. */
describe('when the topic’s numbers are interrupted', () => {
  const chat = useChat();
  let visitors: TwoVisitors;

  beforeEach(async () => {
    visitors = await TwoVisitors.connect(chat);
  });

  it('shows plain text once if delivered twice, and twice if published twice', async () => {
    const { ada, statuses } = visitors;
    await chat.engine.faults.duplicate(1);
    await chat.engine.publish({ ...visitors.topic, text: 'plain' });
    await untilShown(ada, ['plain']);
    await chat.engine.publish({ ...visitors.topic, text: 'plain' });
    await chat.engine.publish({ ...visitors.topic, text: 'end' });
    await untilShown(ada, ['plain', 'plain', 'end']);
    expect(statuses).to.deep.equal([]);
  });

  it('fetches missed messages after a discontinuity', async () => {
    const { ada, grace, statuses } = visitors;
    await chat.engine.push(
      visitors.list,
      JSON.stringify({ id: 'M', username: 'E', message: 'missed' }),
    );
    await chat.engine.faults.discontinuity({ ...visitors.topic, missed: 3 });
    await untilShown(ada, ['missed']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(['catching-up', 'connected']);
    await untilShown(grace, ['missed']);
    await visitors.expectDelivery('missed');
  });

  it('shows a gap after a discontinuity longer than the history', async () => {
    const { room } = visitors;
    chat.closeAll();
    const ada = chat.open({ room, user: 'ada', attributes: { 'history-limit': '2' } });
    await untilStatus(ada, 'connected');
    await chat.sendElsewhere(room, 'seen');
    await untilShown(ada, ['seen']);
    for (const text of ['1', '2', '3']) {
      await chat.engine.push(
        visitors.list,
        JSON.stringify({ id: text, username: 'E', message: text }),
      );
    }
    await chat.engine.faults.discontinuity({ ...visitors.topic, missed: 3 });
    await untilShown(ada, ['seen', '2', '3']);
    const [gap] = await shown(ada, '.gap');
    expect(gap?.nextElementSibling?.textContent).to.contain('2');
  });

  for (const isBefore of [true, false]) {
    const time = isBefore ? 'before' : 'during';
    it(`shows no gap after a break where all that was here is removed ${time} it`, async () => {
      const { room, ada, grace } = visitors;
      ada.send('removed');
      await untilShown(grace, ['removed']);
      await untilSent(ada);
      if (!isBefore) await chat.engine.faults.stallStreams();
      ada.remove(ada.messages[0]?.id ?? '');
      const isGone = async (): Promise<boolean> => (await chat.storedTexts(room)).length === 0;
      await until('the removal to be stored', isGone);
      if (isBefore) await until('the removal', () => grace.messages[0]?.removed === true);
      await chat.engine.push(
        visitors.list,
        JSON.stringify({ id: 'M', username: 'E', message: 'missed' }),
      );
      await chat.engine.faults.dropStreams();
      for (const element of [ada, grace]) {
        await until('the missed message', () => element.messages.some(({ id }) => id === 'M'));
        await untilStatus(element, 'connected');
        expect(element.messages.map(({ removed }) => removed === true)).to.include(true);
        expect(await shown(element, '.gap')).to.have.length(0);
      }
    });
  }

  it('shows no message twice after a topic’s numbers restart', async () => {
    const { room, ada, grace, statuses } = visitors;
    await chat.sendElsewhere(room, 'before');
    await untilShown(ada, ['before']);
    await chat.engine.push(
      visitors.list,
      JSON.stringify({ id: 'M', username: 'E', message: 'missed' }),
    );
    await chat.engine.faults.resetTopic(visitors.topic);
    await untilShown(ada, ['before', 'missed']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(['catching-up', 'connected']);
    await untilShown(grace, ['before', 'missed']);
    await visitors.expectDelivery('before', 'missed');
  });

  it('misses no message after a topic’s numbers restart unannounced', async () => {
    const { room, ada, grace, statuses } = visitors;
    await chat.sendElsewhere(room, 'before');
    await untilShown(ada, ['before']);
    await chat.engine.push(
      visitors.list,
      JSON.stringify({ id: 'M', username: 'E', message: 'missed' }),
    );
    await chat.engine.faults.resetTopic({ ...visitors.topic, announced: false });
    await chat.sendElsewhere(room, 'after');
    await untilShown(ada, ['before', 'missed', 'after']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(['catching-up', 'connected']);
    await untilShown(grace, ['before', 'missed', 'after']);
    await visitors.expectDelivery('before', 'missed', 'after');
  });

  it('shows equal plain texts before and after an unannounced restart as two messages', async () => {
    const { ada, statuses } = visitors;
    await chat.engine.publish({ ...visitors.topic, text: 'plain' });
    await untilShown(ada, ['plain']);
    await chat.engine.faults.resetTopic({ ...visitors.topic, announced: false });
    await chat.engine.publish({ ...visitors.topic, text: 'plain' });
    await untilShown(ada, ['plain', 'plain']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(['catching-up', 'connected']);
  });
});
