import {
  type Command,
  type CommandBodies,
  MAX_NAME_LENGTH,
  MAX_TEXT_LENGTH,
  parse,
} from './protocol.js';
import { count, nothing, record, textOf } from './readers.js';

const READERS = {
  hello: nothing,
  open: nothing,
  close: nothing,
  toggle: nothing,
  focus: nothing,
  send: record({ request: count, text: textOf(MAX_TEXT_LENGTH) }),
  'enter-room': record({ request: count, text: textOf(MAX_NAME_LENGTH) }),
};

/** Reads what a game may say. Never throws: undefined for all else. */
export function parseCommand(data: unknown): Command | undefined {
  return parse<CommandBodies>(READERS, data);
}
