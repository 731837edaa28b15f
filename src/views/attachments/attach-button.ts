import type { TemplateResult } from 'lit';
import type { AttachmentRules } from '../../protocol/attachments.js';
import { html } from '../actions/borrowed.js';
import { attachIcon } from './icons.js';
import type { AttachmentStrings } from './words.js';

/**
 * For a room of pictures. By a list of types and not by `image/*`: iOS then makes a JPEG of its HEIC pictures. Phones offer
 * their camera for it, too.
 */
const PICTURES = 'image/png,image/jpeg,image/gif,image/webp';

/** The button that chooses files. The field is apart from it, and hidden: browsers draw their own button in it. */
export function attachButton(
  words: AttachmentStrings,
  rules: AttachmentRules | undefined,
  choose: (files: Iterable<File>) => void,
): TemplateResult {
  return html`<input
      type="file"
      multiple
      hidden
      tabindex="-1"
      accept=${rules?.types === 'images' ? PICTURES : ''}
      aria-label=${words.attach}
      @change=${({ target }: Event) => {
        const field = target as HTMLInputElement;
        choose([...(field.files ?? [])]);
        // So that the same file can be chosen again.
        field.value = '';
      }}
    /><button
      class="attach"
      part="attach"
      aria-label=${words.attach}
      title=${words.attach}
      @click=${({ currentTarget }: Event) => {
        const field = (currentTarget as HTMLElement).previousElementSibling as HTMLInputElement;
        field.click();
      }}
    >
      ${attachIcon}
    </button>`;
}
