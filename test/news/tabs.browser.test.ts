import { expect } from '@open-wc/testing';
import { Tabs } from '../../src/news/tabs.js';

describe('the tabs of one room and user', () => {
  const open: Tabs[] = [];
  const Channel = globalThis.BroadcastChannel;
  let rooms = 0;
  let name = '';

  beforeEach(() => {
    rooms += 1;
    name = `room ${String(rooms)}`;
  });

  afterEach(() => {
    for (const tabs of open.splice(0)) tabs.leave();
    Reflect.deleteProperty(navigator, 'locks');
    globalThis.BroadcastChannel = Channel;
  });

  function tab(inSight = false, onSeen = (): void => undefined, room = name): Tabs {
    const tabs = new Tabs(room, { isInSight: () => inSight, onSeen });
    open.push(tabs);
    return tabs;
  }

  async function claims(id: string, ...tabs: Tabs[]): Promise<boolean[]> {
    return Promise.all(tabs.map((each) => each.claim(id)));
  }

  function without(name: 'locks'): void {
    Object.defineProperty(navigator, name, { configurable: true, value: undefined });
  }

  for (const means of ['locks', 'channels alone'] as const) {
    describe(`with ${means}`, () => {
      beforeEach(() => {
        if (means !== 'locks') without('locks');
      });

      it('one of several tells of a message', async () => {
        const spoken = await claims('m1', tab(), tab(), tab());
        expect(spoken.filter((speaks) => speaks)).to.have.length(1);
      });

      it('none does while the chat is in sight in one of them', async () => {
        expect(await claims('m1', tab(), tab(true)).then(([first]) => first)).to.equal(false);
      });

      it('one that gets the message later is silent', async () => {
        const first = tab();
        expect(await first.claim('m1')).to.equal(true);
        expect(await tab().claim('m1')).to.equal(false);
        expect(await first.claim('m1')).to.equal(false);
      });

      it('another one tells of the next message when that one has closed', async () => {
        const [first, second] = [tab(), tab()];
        const spoken = await claims('m1', first, second);
        const [speaker, other] = spoken[0] ? [first, second] : [second, first];
        speaker.leave();
        expect(await other.claim('m2')).to.equal(true);
      });
    });
  }

  it('other rooms are none of their business', async () => {
    const other = tab(true, undefined, `${name}, another one`);
    expect(await claims('m1', tab(), other).then(([first]) => first)).to.equal(true);
  });

  it('the others hear that it was read', async () => {
    const heard = new Promise<void>((resolve) => tab(false, resolve));
    tab().read();
    await heard;
  });

  it('what other scripts write to the channel is ignored', async () => {
    const tabs = tab();
    const channel = new BroadcastChannel(name);
    for (const data of [null, 1, 'stop', {}, { type: 'stop' }, { type: 'ask', id: {} }, [[]]]) {
      channel.postMessage(data);
    }
    const claim = tabs.claim('m1');
    channel.postMessage({ type: 'stop', to: 'all' });
    expect(await claim).to.equal(true);
    channel.close();
  });

  it('each is alone where the browser has neither', async () => {
    without('locks');
    Object.assign(globalThis, { BroadcastChannel: undefined });
    const [first, second] = [tab(), tab()];
    expect(await claims('m1', first, second)).to.deep.equal([true, true]);
    first.read();
  });
});
