import { beforeEach, describe, expect, it } from 'vitest';
import type { ScriptedStream } from '../../helpers/scripted-transport.js';
import { TopicStreamFixture } from './topic-stream-fixture.js';

describe('a replaced topic stream', () => {
  let fixture: TopicStreamFixture;
  let old: ScriptedStream;
  let next: ScriptedStream;

  beforeEach(async () => {
    fixture = new TopicStreamFixture();
    const first = await fixture.open();
    old = first.stream;
    old.item(7);
    const second = await fixture.open();
    next = second.stream;
    first.topicStream.retire(second.topicStream, () => undefined);
    fixture.events = [];
  });

  it('stays open until it has passed on the items that the new one missed', () => {
    next.item(10);
    old.item(8);
    expect(old.closed).toBe(false);
    old.item(9);
    expect(old.closed).toBe(true);
    expect(fixture.events).toEqual(['item 10', 'item 8', 'item 9']);
  });

  it('closes at the first item that both receive', () => {
    next.item(8);
    old.item(8);
    expect(old.closed).toBe(true);
    expect(next.closed).toBe(false);
  });

  it('does not compare its numbers with those of another page', () => {
    next.item(1, '1', { page: 2 });
    old.item(8);
    expect(old.closed).toBe(false);
    old.item(9);
    expect(fixture.events).toEqual(['item 1', 'item 8', 'item 9']);
  });

  it('closes at the second heartbeat, because items may follow one that was already under way', () => {
    old.item(8);
    old.beat();
    expect(old.closed).toBe(false);
    old.beat();
    expect(old.closed).toBe(true);
    expect(fixture.events).toEqual(['item 8']);
  });

  it('reports a gap instead of an end if it ends too early', () => {
    old.end();
    expect(fixture.events).toEqual(['gap']);
    expect(next.closed).toBe(false);
  });

  it('reports a gap if it falls silent', async () => {
    next.beat();
    await fixture.clock.advance(20_000);
    next.beat();
    await fixture.clock.advance(10_000);
    expect(fixture.events).toEqual(['gap']);
    expect(old.closed).toBe(true);
  });

  it('closes on a discontinuity', () => {
    old.skip();
    expect(fixture.events).toEqual(['gap']);
    expect(old.closed).toBe(true);
  });

  it('does not report that it is heavy', () => {
    for (let i = 8; i < 400; i += 1) old.item(i, 'x'.repeat(4096));
    expect(fixture.events).not.toContain('heavy');
  });
});
