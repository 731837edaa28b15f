import { describe, expect, it } from 'vitest';
import {
  costsOf,
  messagesPerSecond,
  totalOf,
  type Use,
} from '../../docs/.vitepress/theme/costs.js';

const NOTHING: Use = {
  readers: 2,
  messages: 0,
  visits: 0,
  history: 0,
  reactions: 0,
  pictures: 0,
  pictureKb: 70,
  moderated: false,
  processes: 1,
  signals: false,
  signalHours: 0,
  signalBudget: 2,
};

const total = (use: Partial<Use>) => totalOf(costsOf({ ...NOTHING, ...use }));

describe('the calculator of costs', () => {
  it('counts nothing for a page on which nothing happens', () => {
    expect(total({})).toBe(0);
  });

  it('counts a message in a direct room: stored, published, delivered to each', () => {
    expect(total({ messages: 1 })).toBe(4);
    expect(total({ messages: 10, readers: 9 })).toBe(110);
  });

  it('counts the inbox, and the moderator’s requests, in a moderated room', () => {
    const listening = total({ moderated: true });
    expect(listening).toBe(2_880);
    expect(total({ moderated: true, messages: 1 }) - listening).toBe(6 + 2 + 2);
  });

  it('counts what a visit fetches', () => {
    expect(total({ visits: 3, history: 100 })).toBe(300);
  });

  it('counts the KB of a picture for its sender and for each viewer', () => {
    expect(total({ pictures: 1, readers: 2 })).toBe(140);
    const listening = total({ moderated: true });
    expect(total({ pictures: 1, readers: 2, moderated: true }) - listening).toBe(280);
  });

  it('counts signals by their budget', () => {
    expect(total({ signals: true, signalHours: 1 })).toBe(7_200);
  });

  it('says how many messages the quota of topics allows', () => {
    expect(messagesPerSecond(NOTHING)).toBeCloseTo(10 / 3);
  });
});
