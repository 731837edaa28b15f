import { CacheClient, Configurations, type CredentialProvider } from '@gomomento/sdk';
import { serializeMessage } from '../src/protocol/message-codec.js';
import { personOf } from './people.js';

/** The longest that the service keeps anything, so that the pages look the same all day. */
const TTL_SECONDS = 86_400;

type Line = readonly [user: string, minutesAgo: number, text: string];

/** The messages that each room has from the start. */
const HISTORY: Readonly<Record<string, readonly Line[]>> = {
  observatory: [
    ['grace', 58, 'Good evening from the dome! The roof is open.'],
    ['kenji', 55, '札幌は快晴です。もう三つ見えました 🌠'],
    ['katherine', 51, 'Three already? Clouds over here.'],
    ['katherine', 51, 'I will be watching with you instead.'],
    ['noor', 44, 'السماء صافية في القاهرة الليلة'],
    ['alan', 31, 'Which way should I look?'],
    [
      'grace',
      29,
      'North-east, about halfway up, below the W of Cassiopeia. Lie down if you can, and give your eyes twenty minutes in the dark.',
    ],
    ['alan', 12, 'Found it. Thank you!'],
    ['katherine', 4, 'The long one just now: did the camera catch it?'],
    ['grace', 3, 'It did. We will show it again at the full hour.'],
    ['noor', 2, 'I saw it from here, too. Half the sky!'],
    ['noor', 2, '✨'],
  ],
  asteroids: [
    ['kenji', 22, 'The third wave is mean.'],
    ['grace', 9, 'Stay left, then cut through the middle.'],
  ],
  'town-hall': [
    [
      'grace',
      26,
      'Welcome to the town hall! I read along and remove messages that do not belong here.',
    ],
    ['katherine', 19, 'Will the library stay open on Sundays?'],
    ['grace', 18, 'Yes, until six. That is decided.'],
    ['kenji', 7, 'Buy cheap concert tickets!!! Only today!!!'],
    ['noor', 3, 'Half the town reads there on Sundays. Thank you!'],
  ],
  looks: [
    ['grace', 64, 'Have you seen the new colours?'],
    ['grace', 64, 'They follow the accent, all of them.'],
    ['ada', 61, 'Just now. Links, too: https://example.com/palette'],
    ['katherine', 17, 'Dark looks good as well.'],
    ['ada', 5, 'Then it is settled.'],
    ['ada', 5, 'Copy the CSS and we are done 🎨'],
  ],
};

/** Writes the rooms' first messages, in the form in which browsers write them. */
export async function writeHistory(
  credentialProvider: CredentialProvider,
  cacheName: string,
): Promise<void> {
  const client = new CacheClient({
    configuration: Configurations.Laptop.v1(),
    credentialProvider,
    defaultTtlSeconds: TTL_SECONDS,
  });
  try {
    const now = Date.now();
    for (const [room, lines] of Object.entries(HISTORY)) {
      const messages = lines.map((line, index) => toElement(room, line, index, now));
      const response = await client.listConcatenateBack(cacheName, room, messages);
      if ('errorCode' in response) throw new Error(response.toString());
    }
  } finally {
    client.close();
  }
}

function toElement(room: string, line: Line, index: number, now: number): string {
  const [userId, minutesAgo, text] = line;
  // The index keeps messages of the same minute in order.
  const sentAt = now - minutesAgo * 60_000 + index;
  const author = { id: userId, name: personOf(userId)?.name ?? userId, verified: true };
  return serializeMessage({ id: `${room}-${String(index)}`, text, author, sentAt }, sentAt);
}
