import { beforeEach, describe, expect, it } from 'vitest';
import { settle } from '../../helpers/fake-clock.js';
import { fault } from '../../helpers/scripted-transport.js';
import { ConnectionFixture } from './connection-fixture.js';

describe('a connection that may have missed something', () => {
  let fixture: ConnectionFixture;

  beforeEach(async () => {
    fixture = new ConnectionFixture();
    await fixture.join();
  });

  it('fetches the history on the same stream', async () => {
    await fixture.clock.advance(1_000);
    fixture.network.stream.skip();
    await settle();
    expect(fixture.network.calls).toEqual(['fetch t1']);
    expect(fixture.statuses).toEqual(['catching-up', 'connected']);
    expect(fixture.events).toEqual(['break', 'history s1 s2']);
  });

  it('fetches at most once a second', async () => {
    await fixture.clock.advance(1_000);
    for (let i = 0; i < 50; i += 1) {
      fixture.network.stream.skip();
      await fixture.clock.advance(100);
    }
    expect(fixture.network.calls.length).toBeGreaterThan(3);
    expect(fixture.network.calls.length).toBeLessThan(7);
  });

  it('is not connected until a fetch covers the last gap', async () => {
    await fixture.clock.advance(1_000);
    const fetch = fixture.network.hold('fetch');
    fixture.network.stream.skip();
    await settle();
    fixture.network.stream.skip();
    fetch.pass();
    await fixture.clock.advance(999);
    expect(fixture.statuses).toEqual(['catching-up']);
    expect(fixture.events).toEqual(['break', 'break', 'history s1 s2']);
    await fixture.clock.advance(1);
    expect(fixture.statuses).toEqual(['catching-up', 'connected']);
    expect(fixture.network.calls).toEqual(['fetch t1', 'fetch t1']);
  });

  it('reports the reason with its status if the fetch fails, and retries', async () => {
    fixture.network.fail('fetch', fault('quota-exceeded', 5_000));
    fixture.network.stream.skip();
    await fixture.clock.advance(4_000);
    expect(fixture.statuses).toEqual(['catching-up', 'catching-up: quota-exceeded']);
    await fixture.clock.advance(2_000);
    expect(fixture.statuses).toEqual(['catching-up', 'catching-up: quota-exceeded', 'connected']);
    expect(fixture.network.calls).toEqual(['fetch t1', 'fetch t1']);
  });

  it('requests a new token if the old one is refused for the fetch', async () => {
    fixture.network.fail('fetch', fault('not-authenticated'));
    fixture.network.stream.skip();
    await fixture.clock.advance(2_000);
    expect(fixture.network.calls).toEqual(['fetch t1', 'token', 'subscribe t2', 'fetch t2']);
    expect(fixture.statuses).toEqual(['catching-up', 'connected']);
  });
});
