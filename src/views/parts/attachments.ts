import { html, nothing } from 'lit';
import { styleText } from '../../dom/style-text.js';
import { isPicture, type Attachment } from '../../protocol/attachments.js';
import type { MessagePart } from './message-part.js';

/** The longest side of a picture in the conversation, in CSS pixels. */
const MAX_SIDE = 320;
/** Of a picture whose sides differ much; it is cut. */
const MIN_SIDE = 56;

/** The files of a message, below its text. Their space is known before anything is loaded. */
export const attachments: MessagePart = ({ message }, { act, filesOf }) => {
  const { attachments: files } = message;
  if (!files) return nothing;
  const source = filesOf();
  const isAlbum = files.filter(isPicture).length > 1;
  return html`<div class="attachments ${isAlbum ? 'album' : ''}" part="attachments">
    ${files.map(
      (file) =>
        html`<momento-chat-attachment
          class=${isPicture(file) ? 'picture' : 'file'}
          part="attachment"
          exportparts="picture, file-name"
          .style=${spaceOf(file)}
          .file=${file}
          .source=${source}
          .pending=${'state' in message && message.state === 'sending'}
          @view=${() => act('view', message.id, file.id)}
          ><bdi>${file.name}</bdi></momento-chat-attachment
        >`,
    )}
  </div>`;
};

function spaceOf({ width = 1, height = 1 }: Attachment): CSSStyleDeclaration {
  const scale = Math.min(1, MAX_SIDE / width, MAX_SIDE / height);
  const [inline, block] = [width * scale, height * scale].map((side) =>
    Math.round(Math.max(MIN_SIDE, side)),
  );
  return styleText(`--_inline: ${String(inline)}; --_block: ${String(block)};`);
}
