import { define } from '../define.js';
import { EmojiPicker, type PickerConfig } from './picker-element.js';

export type { PickerConfig } from './picker-element.js';

/**
 * Opens all emoji of a chat.
 *
 * @param beside the element in the chat that it is put behind
 * @returns closes it, if it is still open; the focus goes back
 */
export function openPicker(beside: Element, config: PickerConfig): () => void {
  define('momento-chat-emoji-picker', EmojiPicker);
  const picker = new EmojiPicker(config);
  beside.after(picker);
  void picker.open();
  return () => picker.close(true);
}
