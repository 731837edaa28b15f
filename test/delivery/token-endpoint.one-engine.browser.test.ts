import { expect } from '@open-wc/testing';
import {
  newRoom,
  recordStatuses,
  until,
  untilShown,
  untilStatus,
  useChat,
} from '../helpers/chat-fixture.js';
import { openChat, tokenRequests, type OpenedChat } from './opened-chat.js';

/** The fault matrix, second part as well: endpoints that hand out no new tokens. */
describe('when the token endpoint fails', () => {
  const chat = useChat();
  let room: string;

  beforeEach(() => {
    room = newRoom();
  });

  const open = (): Promise<OpenedChat> => openChat(chat, { room });
  const requests = (): Promise<number> => tokenRequests(chat);

  it('endpoint down at refresh: stays in the room while the token lasts, and recovers with the endpoint', async function () {
    this.timeout(45_000);
    // From the refusal on, a tenth of its life at least is left.
    await chat.endpoint.behave({ tokenTtlSeconds: 15 });
    const { element, statuses, errors } = await open();
    await chat.endpoint.behave({ status: 503 });
    const before = await requests();
    await until('a refused refresh', async () => (await requests()) > before);
    await chat.sendElsewhere(room, 'still live');
    await untilShown(element, ['still live']);
    expect(statuses).to.deep.equal([]);
    // Now the token dies, too.
    await untilStatus(element, 'reconnecting');
    element.send('meanwhile');
    await chat.sendElsewhere(room, 'in the hole');
    expect(element.pending.map(({ state }) => state)).to.deep.equal(['sending']);
    await chat.endpoint.behave({});
    await until('the way back', () => element.status === 'connected');
    expect(statuses).to.deep.equal(['reconnecting', 'catching-up', 'connected']);
    await until('everything to be sent', () => element.pending.length === 0);
    await untilShown(element, ['still live', 'in the hole', 'meanwhile']);
    expect(errors).to.include('token-unavailable');
  });

  it('endpoint that refuses at refresh: ends the chat at once, with the reason, and keeps unsent messages', async function () {
    this.timeout(120_000);
    // On a busy machine, too, it is refused before the token ends, a tenth of whose life is left then.
    await chat.endpoint.behave({ tokenTtlSeconds: 40 });
    const { element, statuses } = await open();
    await chat.endpoint.behave({ status: 403 });
    await until('the end', () => element.status === 'failed', 60_000);
    // On a busy machine the stream may have been silent before.
    expect(statuses.at(-1)).to.equal('failed');
    expect(statuses).not.to.include('disconnected');
    const before = await requests();
    element.send('kept');
    await new Promise((resolve) => setTimeout(resolve, 1500)); // Nobody asks again by themselves.
    expect(await requests()).to.equal(before);
    await chat.endpoint.behave({});
    element.reconnect();
    await untilStatus(element, 'connected');
    await untilShown(element, ['kept']);
  });

  it('endpoint that answers garbage at refresh: stays, and tries again', async function () {
    this.timeout(120_000);
    // On a busy machine, too, the endpoint is mended before the token ends.
    await chat.endpoint.behave({ tokenTtlSeconds: 40 });
    const { element, statuses, errors } = await open();
    await chat.endpoint.behave({ status: 200, body: '<html>captive portal' });
    await until('it to be noticed', () => errors.includes('token-invalid'), 60_000);
    expect(element.status).not.to.equal('failed');
    await chat.endpoint.behave({});
    await until('a new token', () => statuses.includes('catching-up'));
    await untilStatus(element, 'connected');
    expect(statuses).not.to.include('failed');
    expect(statuses.slice(-2)).to.deep.equal(['catching-up', 'connected']);
  });

  it('endpoint that limits the rate: asked again no sooner than it said', async () => {
    await chat.endpoint.behave({ status: 429, retryAfter: '2', times: 1 });
    const element = chat.open({ room });
    const statuses = recordStatuses(element);
    await untilStatus(element, 'reconnecting');
    await untilStatus(element, 'connected');
    const asked = (await chat.endpoint.requests()).filter(({ method }) => method === 'GET');
    const [first, second] = asked.slice(-2);
    expect((second?.receivedAt ?? 0) - (first?.receivedAt ?? 0)).to.be.at.least(1990);
    expect(statuses).to.deep.equal(['connecting', 'reconnecting', 'catching-up', 'connected']);
  });

  it('endpoint that is slow: waited for, and asked once for all', async () => {
    await chat.endpoint.behave({ delayMs: 1000 });
    const before = await requests();
    const element = chat.open({ room });
    await untilStatus(element, 'connecting');
    element.reconnect();
    await untilStatus(element, 'connected');
    expect((await requests()) - before).to.equal(1);
  });

  it('endpoint that never answers: given up after ten seconds, and tried again', async function () {
    this.timeout(40_000);
    await chat.endpoint.behave({ hang: true });
    const element = chat.open({ room });
    const errors: string[] = [];
    element.addEventListener('momento-chat-error', ({ error }) => errors.push(error.message));
    await until('it to be given up', () => element.status === 'reconnecting').catch(() => {});
    await untilStatus(element, 'reconnecting');
    expect(errors).to.have.length(1);
    expect(errors[0]).to.contain('not answered');
    await chat.endpoint.behave({});
    await untilStatus(element, 'connected');
  });

  it('endpoint that is down from the start: asked less and less often', async () => {
    await chat.endpoint.behave({ status: 500 });
    const before = await requests();
    const element = chat.open({ room });
    await untilStatus(element, 'reconnecting');
    await new Promise((resolve) => setTimeout(resolve, 3000)); // How often, in this time, is the point.
    expect((await requests()) - before).to.be.within(3, 6);
    await chat.endpoint.behave({});
    await untilStatus(element, 'connected');
  });
});
