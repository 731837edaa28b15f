import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

describe('what is of a later version', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);

  beforeEach(() => {
    vi.resetModules();
    warn.mockClear();
  });

  afterEach(() => vi.resetModules());

  async function parse(item: object): Promise<unknown> {
    const { parseItem } = await import('../../src/protocol/item.js');
    return parseItem(JSON.stringify(item));
  }

  it('is shown as far as it is a message, and the developer is told once', async () => {
    const item = { v: 2, id: 'm1', username: 'Grace', message: 'A poll', poll: {} };
    for (let times = 0; times < 2; times += 1) {
      expect(await parse(item)).toMatchObject({ kind: 'message', message: { text: 'A poll' } });
    }
    await vi.waitFor(() => expect(warn).toHaveBeenCalled());
    expect(warn.mock.calls).toEqual([[expect.stringContaining('later version') as string]]);
  });

  it('is dropped if it is an event, even of a known type', async () => {
    for (const type of ['removal', 'poll']) {
      expect(await parse({ v: 2, type, id: 'm1' })).toEqual({ kind: 'dropped', reason: 'newer' });
    }
    await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce());
  });

  it('is dropped if it is nothing that can be shown', async () => {
    expect(await parse({ v: 2, id: 'm1', body: {} })).toMatchObject({ kind: 'dropped' });
  });

  it.each([1, 0, -1, '1', null, {}, [], true])('is not what has the version %j', async (v) => {
    expect(await parse({ v, type: 'removal', id: 'm1' })).toMatchObject({ kind: 'event' });
    expect(await parse({ v, id: 'm1', message: 'Hello' })).toMatchObject({ kind: 'message' });
    expect(warn).not.toHaveBeenCalled();
  });
});
