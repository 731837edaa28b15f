import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ChatMessage } from '../../src/protocol/message.js';
import { OriginalFinder } from '../../src/views/actions/original-finder.js';

const HOUR = 3_600_000;
const WANTED = 100 * HOUR;

function message(index: number, sentAt: number): ChatMessage {
  const author = { id: 'ada', name: 'Ada', verified: true };
  return { id: String(index), text: 'x', author, sentAt };
}

describe('the way to a message that is not loaded', () => {
  afterEach(() => vi.useRealTimers());

  /** How often it asks for more while these messages are loaded, and what it says. */
  function seek(messages: readonly ChatMessage[]): { asked: number; notices: readonly string[] } {
    vi.useFakeTimers();
    let asked = 0;
    const notices: string[] = [];
    const host = {
      addController: () => undefined,
      removeController: () => undefined,
      requestUpdate: () => undefined,
      updateComplete: Promise.resolve(true),
      earlier: 'available' as const,
      messages,
    };
    const finder = new OriginalFinder(host, {
      row: () => undefined,
      more: () => (asked += 1),
      found: () => undefined,
      noted: (notice) => notices.push(notice),
    });
    finder.start('wanted', WANTED);
    finder.proceed();
    return { asked, notices };
  }

  const recent = Array.from({ length: 30 }, (_, index) => message(index, WANTED + HOUR));
  const old = Array.from({ length: 30 }, (_, index) => message(index, WANTED - 2 * HOUR));

  it('goes on before it, although one sender’s clock is late', () => {
    const late = [message(99, 0), ...recent];
    expect(seek(late)).toEqual({ asked: 1, notices: ['loadingEarlier'] });
  });

  it('ends where the messages are older than the wanted one', () => {
    expect(seek([...old, ...recent])).toEqual({ asked: 0, notices: ['originalGone'] });
  });

  it('asks for messages where none is loaded', () => {
    expect(seek([]).asked).toBe(1);
  });
});
