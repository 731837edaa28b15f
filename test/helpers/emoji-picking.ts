import type { MomentoChatElement } from '../../src/momento-chat.js';
import { until } from './chat-fixture.js';
import { composerOf } from './element-parts.js';

/** Emoji of all groups and versions, for fonts that are loaded when they are needed. */
export const ALL_EMOJI = '😀👋🐵🍇🌍🎃👓🏧🏁🇯🇵🫪🫩🫨🫠🥲🥱🥰🤩';

/** The open picker of a chat; undefined while there is none. */
export function pickerOf(element: MomentoChatElement): HTMLElement | undefined {
  const picker = element.renderRoot.querySelector<HTMLElement>('momento-chat-emoji-picker');
  return picker?.matches(':popover-open') ? picker : undefined;
}

/** The button beside the text, when the module that has it is loaded. */
export async function emojiButtonOf(element: MomentoChatElement): Promise<HTMLButtonElement> {
  const button = (): HTMLButtonElement | null =>
    composerOf(element).renderRoot.querySelector('[part=emoji-button]');
  await until('the button', button);
  return button() as HTMLButtonElement;
}

/** Opens the picker by its button. */
export async function openPicker(element: MomentoChatElement): Promise<HTMLElement> {
  (await emojiButtonOf(element)).click();
  await until('the picker', () => pickerOf(element));
  return pickerOf(element) as HTMLElement;
}

/** Elements in the open picker. */
export function inPicker<Found extends HTMLElement = HTMLElement>(
  element: MomentoChatElement,
  selector: string,
): readonly Found[] {
  return [...(pickerOf(element)?.shadowRoot?.querySelectorAll<Found>(selector) ?? [])];
}

/** The emoji with the focus, or the selected one of tabs and tones; '' for the search field. */
export function focusedIn(element: MomentoChatElement): string {
  const focused = pickerOf(element)?.shadowRoot?.activeElement;
  return focused?.getAttribute('aria-label') ?? '';
}

/** The emoji of the completion's list; the active one has a mark. */
export function offeredEmoji(element: MomentoChatElement): readonly string[] {
  const options = composerOf(element).renderRoot.querySelectorAll('[part~=emoji]');
  return [...options].map(({ ariaSelected, textContent }) => {
    const text = textContent.replace(/\s+/g, ' ').trim();
    return ariaSelected === 'true' ? `> ${text}` : text;
  });
}
