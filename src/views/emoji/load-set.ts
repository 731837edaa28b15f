import type { ChatError } from '../../protocol/errors.js';
import { missingModule } from '../../protocol/missing-module.js';
import { whatIsDrawn } from './drawable.js';
import { EmojiSet } from './emoji-set.js';
import { isJapanese } from './words.js';

const sets = new Map<boolean, EmojiSet>();
const loading = new Map<boolean, Promise<EmojiSet>>();

/** The emoji with their names in a language; undefined until they are loaded. */
export function loadedSet(language: string): EmojiSet | undefined {
  return sets.get(isJapanese(language));
}

/**
 * The same, loaded.
 *
 * @param fault is told where they have English names in place of those of the language
 * @throws ChatError `configuration-invalid` if they cannot be loaded; the next call tries again
 */
export function loadSet(language: string, fault: (error: ChatError) => void): Promise<EmojiSet> {
  const key = isJapanese(language);
  let started = loading.get(key);
  if (!started) {
    loading.set(key, (started = load(key, fault)));
    // The next call tries again.
    void started.catch(() => loading.delete(key));
  }
  return started;
}

async function load(inJapanese: boolean, fault: (error: ChatError) => void): Promise<EmojiSet> {
  const [packed, names] = await Promise.all([
    loadEnglish(),
    inJapanese ? loadJapanese(fault) : undefined,
  ]);
  const set = new EmojiSet(packed, names, whatIsDrawn());
  sets.set(inJapanese, set);
  return set;
}

async function loadEnglish(): Promise<string> {
  try {
    return (await import('./emoji-data.js')).packed;
  } catch (cause) {
    throw missingModule('show emoji', 'emoji-data', cause);
  }
}

async function loadJapanese(fault: (error: ChatError) => void): Promise<string | undefined> {
  try {
    return (await import('./emoji-data-ja.js')).packed;
  } catch (cause) {
    fault(missingModule('name emoji in Japanese', 'emoji-data-ja', cause));
    return undefined;
  }
}
