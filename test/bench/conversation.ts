import { serializeMessage } from '../../src/protocol/message-codec.js';
import { Random } from '../helpers/random.js';

/** One message of the conversation, as the service delivers it. */
export interface Delivery {
  /** The text that a plain list shows. */
  readonly text: string;
  /** The topic item. */
  readonly item: string;
  /** The publisher's id, which the service guarantees. */
  readonly publisherId: string;
  /** The message's. */
  readonly id: string;
  /** In epoch ms; its order, too. */
  readonly sentAt: number;
}

const AUTHORS = ['Ada', 'Grace', 'Edsger', 'Barbara', 'Donald'];
/** The reader is the first of {@link AUTHORS}, who has written a fifth of the messages. */
export const READER_ID = 'user-0';
/** Half a minute between two messages, so that 10,000 messages have a few day dividers. */
const PAUSE_MS = 30_000;
/** When the first message was sent, in epoch ms. */
const START = Date.UTC(2026, 0, 5, 8);
/** The probability that the next message has the same author, in per cent. */
const SAME_AUTHOR_PERCENT = 45;

const WORDS =
  'the a we you it that this so and but maybe really yes no today tomorrow release build test room ' +
  'message think works again looks good better lunch coffee meeting later somebody else understand';
const RARITIES = [
  '👍',
  '😀 🎉',
  'See https://example.com/issues/1234?tab=all, please.',
  'Right…\nor not?',
];

/** A conversation of five people, with realistic message lengths. Every call returns the same messages. */
export function conversation(count: number): Delivery[] {
  const random = new Random(1);
  const words = WORDS.split(' ');
  let author = 0;
  return Array.from({ length: count }, (_, index) => {
    if (random.between(1, 100) > SAME_AUTHOR_PERCENT)
      author = random.between(0, AUTHORS.length - 1);
    // Most are a few words; one in eight is a paragraph.
    const length = random.between(1, 8) === 8 ? random.between(25, 70) : random.between(1, 14);
    const sentence = Array.from({ length }, () => random.pick(words)).join(' ');
    const text = random.between(1, 12) === 12 ? random.pick(RARITIES) : sentence;
    return delivery(index, author, text);
  });
}

function delivery(index: number, author: number, text: string): Delivery {
  const publisherId = `user-${String(author)}`;
  const id = `message-${String(index).padStart(8, '0')}`;
  const sentAt = START + index * PAUSE_MS;
  const name = AUTHORS[author] ?? '';
  const message = { id, text, author: { id: publisherId, name, verified: true }, sentAt };
  return { text, item: serializeMessage(message, sentAt), publisherId, id, sentAt };
}
