import { readdirSync } from 'node:fs';
import ts from 'typescript';
import type { Page, Section } from '../page.js';
import type { Sources } from '../sources.js';
import { shapeOf } from './modules.js';

const KINDS = 'src/protocol/kinds';
/** How kinds are written, and the list of them: nothing of that travels. */
const NO_KINDS = ['index.ts', 'kind.ts'];

/** The shapes in the kinds' files that travel. */
const TRAVELS = /(Event|Order|Answer)$/;

/** All files whose shapes travel. */
export const WIRE_FILES: readonly string[] = [
  'src/session/session.ts',
  'src/protocol/message-codec.ts',
  'src/protocol/message.ts',
  'src/protocol/attachments.ts',
  'src/protocol/relay.ts',
  'src/overlay/protocol.ts',
  ...readdirSync(KINDS)
    .filter((name) => !NO_KINDS.includes(name))
    .map((name) => `${KINDS}/${name}`),
];

/** Everything that travels between browsers, Momento, servers, relays and games. */
export function wirePage(sources: Sources): Page {
  const one = (file: string, ...names: readonly string[]) =>
    names.map((name) => shapeOf(name, sources.exported(file, name), sources));
  const all = (file: string, which: RegExp = /./) =>
    [...sources.exportsOf(file)]
      .filter(([name, { flags }]) => which.test(name) && (flags & ts.SymbolFlags.Interface) !== 0)
      .map(([name, symbol]) => shapeOf(name, symbol, sources));
  const part = (title: string, intro: string, shapes: readonly Section[]): readonly Section[] => [
    { title, intro, entries: [] },
    ...shapes,
  ];
  const kinds = WIRE_FILES.filter((file) => file.startsWith(KINDS));
  return {
    name: 'wire',
    title: 'On the wire',
    intro:
      'All of it is JSON, but the bytes of files over a relay. A reader drops and counts what is of no shape that it knows, and ignores further fields. ' +
      'Fields with a `?` may be missing. What older and later builds do with each other’s: [versions](../wire-format.md).',
    sections: [
      ...part(
        'The token endpoint’s answer',
        'To `GET {token-url}?room=…`, or to a `POST` with the answers before the chat.',
        one('src/session/session.ts', 'TokenResponse'),
      ),
      ...part(
        'Messages',
        'An element of the list `{room}`, and an item of the topic `{room}`; in a moderated room visitors publish it to the topic `{room}-input`.',
        [
          ...one('src/protocol/message-codec.ts', 'WireMessage'),
          ...one('src/protocol/message.ts', 'Mention'),
          ...one('src/protocol/attachments.ts', 'Attachment', 'AttachmentRules'),
        ],
      ),
      ...part(
        'Events',
        'Items of the same topics. Reactions, edits and removals are elements of the list `momento-chat/relations/["{room}"]`, too. Each may have `id`, `userId`, `username`, `timestamp` (epoch ms) and `order`.',
        kinds.flatMap((file) => all(file, TRAVELS)),
      ),
      ...part(
        'Relay',
        'Over socket.io, besides the events of Momento’s older chat example: [relay](../relay.md).',
        all('src/protocol/relay.ts'),
      ),
      ...part(
        'Overlay',
        'Between a game’s page and the chat’s frame, as `{ momentoChat: 1, type, body }` by `postMessage`.',
        all('src/overlay/protocol.ts'),
      ),
    ],
  };
}
