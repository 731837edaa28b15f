import { scriptOf } from '../localization/locale.js';
import { missingModule } from '../protocol/missing-module.js';
import type { InboxStrings } from './words.js';

/** The languages besides English. Each file is named on its own: bundlers find no others. */
const FILES: Readonly<Record<string, () => Promise<{ readonly words: InboxStrings }>>> = {
  ar: () => import('../languages/inbox-ar.js'),
  de: () => import('../languages/inbox-de.js'),
  es: () => import('../languages/inbox-es.js'),
  fr: () => import('../languages/inbox-fr.js'),
  he: () => import('../languages/inbox-he.js'),
  hi: () => import('../languages/inbox-hi.js'),
  it: () => import('../languages/inbox-it.js'),
  ja: () => import('../languages/inbox-ja.js'),
  ko: () => import('../languages/inbox-ko.js'),
  nl: () => import('../languages/inbox-nl.js'),
  pl: () => import('../languages/inbox-pl.js'),
  'pt-BR': () => import('../languages/inbox-pt-BR.js'),
  uk: () => import('../languages/inbox-uk.js'),
  'zh-Hans': () => import('../languages/inbox-zh-Hans.js'),
  'zh-Hant': () => import('../languages/inbox-zh-Hant.js'),
};

const words: Record<string, InboxStrings | undefined> = {};
const loading: Record<string, Promise<void> | undefined> = {};
let byScript: ReadonlyMap<string | undefined, string> | undefined;

/**
 * The words for a language tag such as `ja` or `pt-PT`. The first paint does not wait for them: until they are there, the
 * inbox is in English.
 *
 * @param onLoad called when they have come; not if they are there
 * @returns undefined for English, and for languages that there are none of, or not yet
 */
export function wordsOf(language: string, onLoad: () => void): InboxStrings | undefined {
  byScript ??= new Map(Object.keys(FILES).map((each) => [scriptOf(each), each]));
  const name = byScript.get(scriptOf(language));
  if (!name) return undefined;
  if (!words[name]) void (loading[name] ??= load(name)).then(() => words[name] && onLoad());
  return words[name];
}

async function load(name: string): Promise<void> {
  try {
    words[name] = (await FILES[name]?.())?.words;
  } catch (cause) {
    // Once for the page: each render asks for them.
    const { message } = missingModule(`speak ${name}`, `inbox-${name}`, cause);
    console.error(`<momento-chat-inbox> ${message}`, cause);
  }
}
