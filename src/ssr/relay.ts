import { MomentoChatElement } from './momento-chat.js';

/** As `MomentoChatElement`: can be named and extended, and not constructed. */
export class RelayChatElement extends MomentoChatElement {}
