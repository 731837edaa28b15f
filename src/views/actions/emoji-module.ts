import { closestLanguage } from '../../localization/closest-language.js';
import { loader } from '../../protocol/missing-module.js';
import type { EmojiModule } from '../emoji/index.js';
import type { EmojiSet } from '../emoji/emoji-set.js';
import type { EmojiHost } from '../emoji-host.js';
import { asChatError, lent } from './borrowed.js';

let emoji: EmojiModule | undefined;
const loadModule = loader<EmojiModule>('show emoji', 'emoji', async () =>
  (await import('../emoji/index.js')).connectEmoji(lent),
);
/** A chat is told once. */
const told = new WeakSet<EmojiHost>();

/**
 * Calls back with the emoji that a chat offers: at once if they are loaded, otherwise when they are, and not if they cannot be
 * loaded. The next call tries again.
 */
export function withEmoji(
  host: EmojiHost,
  work: (emoji: EmojiModule, set: EmojiSet) => void,
): void {
  const set = emoji?.loadedSet(closestLanguage(host));
  if (emoji && set) work(emoji, set);
  else void load(host, work);
}

async function load(host: EmojiHost, work: Parameters<typeof withEmoji>[1]): Promise<void> {
  try {
    emoji = await loadModule();
    const set = await emoji.loadSet(closestLanguage(host), (fault) => host.emoji?.(fault));
    work(emoji, set);
  } catch (cause) {
    if (told.has(host)) return;
    told.add(host);
    // The chat works without it.
    host.emoji?.(asChatError(cause, 'show emoji'));
  }
}
