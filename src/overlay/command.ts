import {
  type Command,
  type CommandBodies,
  MAX_NAME_LENGTH,
  MAX_TEXT_LENGTH,
  parse,
} from './protocol.js';
import { noBody, record, textUpTo, uint32 } from './readers.js';

const READERS = {
  hello: noBody,
  open: noBody,
  close: noBody,
  toggle: noBody,
  focus: noBody,
  send: record({ request: uint32, text: textUpTo(MAX_TEXT_LENGTH) }),
  'enter-room': record({ request: uint32, text: textUpTo(MAX_NAME_LENGTH) }),
};

/** Parses a game's command. Returns undefined for anything else; never throws. */
export function parseCommand(data: unknown): Command | undefined {
  return parse<CommandBodies>(READERS, data);
}
