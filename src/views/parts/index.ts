import { attachments } from './attachments.js';
import { author } from './author.js';
import { avatar } from './avatar.js';
import { body } from './body.js';
import type { MessagePart } from './message-part.js';
import { meta } from './meta.js';
import { reactions } from './reactions.js';

/** The parts of a message, in the order in which they are rendered. */
export const PARTS: readonly MessagePart[] = [avatar, author, body, attachments, reactions, meta];
