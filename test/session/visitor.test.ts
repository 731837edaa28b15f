import { beforeEach, describe, expect, it } from 'vitest';
import { createVisitor } from '../../src/session/visitor.js';
import { tabStore, type TabStore } from '../../src/platform/tab-store.js';

const KEY = 'momento-chat:guest';

describe('a visitor without a user from the token endpoint', () => {
  let tab: TabStore;

  beforeEach(() => {
    tab = tabStore();
    tab.remove(KEY);
  });

  it('is the same guest for the life of the tab', () => {
    const guest = createVisitor(null, tab);
    expect(guest.id).toMatch(/^guest-[0-9A-Z]{26}$/);
    expect(guest.name).toBe(`Guest ${guest.id.slice(-4)}`);
    expect(createVisitor(null, tab)).toEqual(guest);
  });

  it('is another guest in another tab', () => {
    const guest = createVisitor(null, tab);
    tab.remove(KEY);
    expect(createVisitor(null, tab).id).not.toBe(guest.id);
  });

  it('has the given name, with the same id', () => {
    const guest = createVisitor(null, tab);
    expect(createVisitor(' Ada\u202e  Lovelace ', tab)).toEqual({
      id: guest.id,
      name: 'Ada Lovelace',
      avatarUrl: undefined,
    });
  });

  it.each(['', '  ', '\u200b'])('is a guest if the name %j is invisible', (name) => {
    expect(createVisitor(name, tab).name).toMatch(/^Guest /);
  });

  it.each(['ada', 'guest-', 'guest-1', 'guest-<script>', ''])(
    'takes no id %j from the tab that it has not made',
    (id) => {
      tab.set(KEY, id);
      expect(createVisitor(null, tab).id).toMatch(/^guest-[0-9A-Z]{26}$/);
      expect(tab.get(KEY)).toBe(createVisitor(null, tab).id);
    },
  );
});
