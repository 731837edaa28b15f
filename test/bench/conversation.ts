import { serializeMessage } from '../../src/protocol/message-codec.js';
import { Random } from '../chaos/random.js';

/** One message of the conversation, as a service delivers it. */
export interface Delivery {
  /** What a plain list shows of it. */
  readonly text: string;
  /** The topic item. */
  readonly item: string;
  /** Whom the service vouches for. */
  readonly publisherId: string;
}

const AUTHORS = ['Ada', 'Grace', 'Edsger', 'Barbara', 'Donald'];
/** The first of {@link AUTHORS} reads, and has written a fifth of it. */
export const READER_ID = 'user-0';
/** Half a minute between two messages: a day of them makes a few dividers in 10,000. */
const PAUSE_MS = 30_000;
const START = Date.UTC(2026, 0, 5, 8);
/** How often somebody goes on writing, in per cent. */
const GOES_ON = 45;

const WORDS =
  'the a we you it that this so and but maybe really yes no today tomorrow release build test room ' +
  'message think works again looks good better lunch coffee meeting later somebody else understand';
const RARITIES = [
  '👍',
  '😀 🎉',
  'See https://example.com/issues/1234?tab=all, please.',
  'Right…\nor not?',
];

/** A conversation of five people, of lengths as people write them. The same one every time. */
export function conversation(count: number): Delivery[] {
  const random = new Random(1);
  const words = WORDS.split(' ');
  let author = 0;
  return Array.from({ length: count }, (_, index) => {
    if (random.between(1, 100) > GOES_ON) author = random.between(0, AUTHORS.length - 1);
    // Most are a few words; one in eight is a paragraph.
    const length = random.between(1, 8) === 8 ? random.between(25, 70) : random.between(1, 14);
    const sentence = Array.from({ length }, () => random.pick(words)).join(' ');
    const text = random.between(1, 12) === 12 ? random.pick(RARITIES) : sentence;
    return delivery(index, author, text);
  });
}

function delivery(index: number, author: number, text: string): Delivery {
  const publisherId = `user-${String(author)}`;
  const message = {
    id: `message-${String(index).padStart(8, '0')}`,
    text,
    author: { id: publisherId, name: AUTHORS[author] ?? '', verified: true },
    sentAt: START + index * PAUSE_MS,
  };
  const item = serializeMessage(message, index + 1);
  return { text, item, publisherId };
}
