import { describe, expect, it } from 'vitest';
import { parseItem } from '../../src/protocol/item.js';
import { edit, type EditEvent } from '../../src/protocol/kinds/edit.js';
import { keepMentions, readMentions } from '../../src/protocol/mentions.js';
import { isMentioned, type ChatMessage } from '../../src/protocol/message.js';
import { serializeMessage } from '../../src/protocol/message-codec.js';

const TEXT = '@Ada and @Grace Hopper, hello';
const ADA = { id: 'ada', start: 0, length: 4 };
const GRACE = { id: 'grace', start: 9, length: 13 };

const message: ChatMessage = {
  id: 'm1',
  text: TEXT,
  author: { id: 'edsger', name: 'Edsger', verified: false },
  sentAt: 1,
  mentions: [ADA, GRACE],
};

describe('the mentions of a message', () => {
  it('are read as they were written', () => {
    const json = serializeMessage(message);
    expect(JSON.parse(json)).toMatchObject({ mentions: [ADA, GRACE] });
    expect(parseItem(json)).toMatchObject({ message });
    expect(isMentioned(message, 'ada')).toBe(true);
    expect(isMentioned(message, 'edsger')).toBe(false);
    expect(isMentioned(message, undefined)).toBe(false);
  });

  it('are no property of a message that names nobody', () => {
    const { id, text, author, sentAt } = message;
    expect(serializeMessage({ id, text, author, sentAt })).not.toContain('mentions');
    for (const mentions of [undefined, null, [], {}, 'ada', 7, [ADA.id], [[]]]) {
      const json = JSON.stringify({ id: 'm1', username: 'x', message: TEXT, mentions });
      expect(parseItem(json)).not.toHaveProperty('message.mentions');
    }
  });

  it('leave out what is broken, and keep the rest', () => {
    const broken: unknown[] = [
      null,
      7,
      'ada',
      {},
      { ...ADA, id: '' },
      { ...ADA, id: 'x'.repeat(129) },
      { ...ADA, id: 7 },
      { ...ADA, start: -1 },
      { ...ADA, start: '0' },
      { ...ADA, start: 0.5 },
      { ...ADA, start: 1e300 },
      { ...ADA, start: 1 },
      { ...ADA, start: TEXT.length },
      { ...ADA, length: 1 },
      { ...ADA, length: -4 },
      { ...ADA, length: 1.5 },
      { ...ADA, length: '4' },
      { ...ADA, length: TEXT.length + 1 },
      { id: 'ada', start: 0 },
    ];
    for (const each of broken) {
      expect(readMentions([each, GRACE], TEXT), JSON.stringify(each)).toEqual({
        mentions: [GRACE],
      });
    }
  });

  it('are in the order of the text, without overlap, and 20 at most', () => {
    expect(readMentions([GRACE, ADA], TEXT)).toEqual({ mentions: [ADA, GRACE] });
    const wide = { ...ADA, length: TEXT.length };
    expect(readMentions([wide, GRACE], TEXT)).toEqual({ mentions: [wide] });
    expect(readMentions([ADA, ADA], TEXT)).toEqual({ mentions: [ADA] });
    const text = '@x'.repeat(30);
    const many = Array.from({ length: 30 }, (_, n) => ({ id: 'x', start: 2 * n, length: 2 }));
    expect(readMentions(many, text).mentions).toHaveLength(20);
  });

  it('have the fields that they know, and are frozen', () => {
    const { mentions = [] } = readMentions([{ ...ADA, name: 'Ada', toString: 'x' }], TEXT);
    expect(mentions).toEqual([ADA]);
    expect(Object.isFrozen(mentions) && mentions.every(Object.isFrozen)).toBe(true);
  });

  it('are no fields that scripts put on every object', () => {
    const prototype = Object.prototype as Record<string, unknown>;
    Object.assign(prototype, { mentions: [ADA], start: 0, length: 4 });
    try {
      const plain = parseItem(JSON.stringify({ id: 'm1', username: 'x', message: TEXT }));
      expect(plain.kind === 'message' && Object.hasOwn(plain.message, 'mentions')).toBe(false);
      expect(readMentions([{ id: 'ada' }], TEXT)).toEqual({});
    } finally {
      for (const name of ['mentions', 'start', 'length']) Reflect.deleteProperty(prototype, name);
    }
  });

  it('stay where another text still has them', () => {
    expect(keepMentions(message, '@Ada and @Grace Hopper, h***o')).toEqual({
      mentions: [ADA, GRACE],
    });
    expect(keepMentions(message, '@Ada and @Gr*** Hopper, hello')).toEqual({ mentions: [ADA] });
    expect(keepMentions(message, 'Well: @Ada and @Grace Hopper')).toEqual({});
    expect(keepMentions({ text: TEXT }, TEXT)).toEqual({});
  });
});

describe('the mentions of an edit', () => {
  function edited(fields: Record<string, unknown>): ChatMessage {
    const event = edit.parse({ target: 'm1', text: 'Hi @Ada', ...fields }) as EditEvent;
    const stamp = { id: 'e1', name: '', sentAt: 2, order: 2 };
    return edit.apply(message, [{ event, by: { id: 'edsger', isServer: false }, stamp }]);
  }

  it('take the place of the message’s', () => {
    const mention = { id: 'ada', start: 3, length: 4 };
    expect(edited({ mentions: [mention, ADA] }).mentions).toEqual([mention]);
  });

  it('are none in an edit of an older version', () => {
    expect(edited({})).not.toHaveProperty('mentions');
    expect(edited({}).text).toBe('Hi @Ada');
  });
});
