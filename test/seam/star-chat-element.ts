import { MomentoChatElement } from '../../src/momento-chat.js';
import { KINDS } from '../../src/protocol/kinds/index.js';
import { PARTS } from '../../src/views/parts/index.js';
import { star } from './star.js';
import { starPart } from './star-part.js';

/** A chat that knows stars. */
export class StarChatElement extends MomentoChatElement {
  protected static override kinds = [...KINDS, star];
  protected static override parts = [...PARTS, starPart];
}

customElements.define('star-chat', StarChatElement);
