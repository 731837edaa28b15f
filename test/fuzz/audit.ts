import type { MomentoChatElement } from '../../src/momento-chat.js';
import { KNOWN_ATTRIBUTES, KNOWN_ELEMENTS, KNOWN_SCHEMES, KNOWN_STYLE } from './known-dom.js';

/** The most pixels that may be decoded. */
export const MAX_PIXELS = 40_000_000;

const PROTOTYPES = {
  Object,
  Array,
  Function,
  String,
  Number,
  Promise,
  Map,
  Element,
  EventTarget,
  Event,
};
const OWN_KEYS = new Map(
  Object.entries(PROTOTYPES).map(([name, { prototype }]) => [
    name,
    Reflect.ownKeys(prototype).length,
  ]),
);

/** One line per element, attribute, link and picture that the templates do not permit. */
export function auditDom(root: Node): string[] {
  const complaints: string[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const element = walker.currentNode as Element;
    const isChat = /^momento-chat(?:-inbox)?$/.test(element.localName);
    const known = KNOWN_ELEMENTS[element.localName];
    if (!known && !isChat && element.localName !== 'script')
      complaints.push(`element <${element.localName}>`);
    for (const { name, value } of isChat ? [] : element.attributes) {
      if (
        !known?.includes(name) &&
        !KNOWN_ATTRIBUTES.includes(name) &&
        element.localName !== 'script'
      ) {
        complaints.push(`attribute ${name} of <${element.localName}>`);
      }
      if (name === 'style' && !KNOWN_STYLE.test(value)) complaints.push(`style ${value}`);
    }
    if (element instanceof HTMLAnchorElement && !KNOWN_SCHEMES.includes(element.protocol)) {
      complaints.push(`link to ${element.href}`);
    }
    if (element instanceof HTMLImageElement) complaints.push(...auditPicture(element));
    if (element.shadowRoot) complaints.push(...auditDom(element.shadowRoot));
  }
  return complaints;
}

/** Pictures of authors are from the page's own folder, those of messages from its memory. */
function auditPicture({ src, naturalWidth, naturalHeight }: HTMLImageElement): string[] {
  const places = [`${location.origin}/avatars/`, `blob:${location.origin}/`];
  const complaints: string[] = [];
  if (!places.some((place) => src.startsWith(place))) complaints.push(`picture ${src}`);
  if (naturalWidth * naturalHeight > MAX_PIXELS) {
    complaints.push(`picture of ${String(naturalWidth)} × ${String(naturalHeight)}`);
  }
  return complaints;
}

/** One line per bubble whose text is not exactly that of a message. */
export function auditTexts({ messages, pending, renderRoot }: MomentoChatElement): string[] {
  const texts = new Set([...messages, ...pending].map(({ text }) => withoutMarkers(text)));
  const list = renderRoot.querySelector('momento-chat-message-list')?.renderRoot;
  // Without the quote of the message that one answers.
  const bodies = list?.querySelectorAll('.message:not(.removed) .bubble > div') ?? [];
  return [...bodies]
    .map(({ textContent }) => withoutMarkers(textContent ?? ''))
    .filter((shown) => !texts.has(shown))
    .map((shown) => `shown, and no message: ${JSON.stringify(shown.slice(0, 80))}`);
}

/** Formatting takes these from a text. */
function withoutMarkers(text: string): string {
  return text.replace(/[*_~`]/g, '');
}

/** The most emoji that a message shows, and the button for another one. */
const MAX_CHIPS = 21;
/** Longer than any label of a reaction with names of the greatest length. */
const MAX_LABEL_LENGTH = 2000;

/** One line per message that shows too much of its reactions. */
export function auditReactions({ renderRoot }: MomentoChatElement): string[] {
  const list = renderRoot.querySelector('momento-chat-message-list')?.renderRoot;
  return [...(list?.querySelectorAll('.reactions') ?? [])].flatMap(({ children }) => {
    const longest = Math.max(...[...children].map((chip) => chip.outerHTML.length));
    const complaints: string[] = [];
    if (children.length > MAX_CHIPS) complaints.push(`shown: ${String(children.length)} emoji`);
    if (longest > MAX_LABEL_LENGTH) complaints.push(`shown: a label of ${String(longest)}`);
    return complaints;
  });
}

/** One line per built-in prototype that has gained or lost a property. */
export function auditPrototypes(): string[] {
  return Object.entries(PROTOTYPES)
    .filter(([name, { prototype }]) => Reflect.ownKeys(prototype).length !== OWN_KEYS.get(name))
    .map(([name]) => `${name}.prototype is polluted`);
}
