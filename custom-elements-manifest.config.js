/** What `build/custom-elements.ts` has the analyzer read. */
export default {
  globs: [
    'src/element/chat-properties.ts',
    'src/element/room-element.ts',
    'src/element/writing-element.ts',
    'src/element/chat-element.ts',
    'src/element/momento-chat-element.ts',
    'src/element/relay-chat-element.ts',
    'src/inbox/inbox-properties.ts',
    'src/inbox/desk-element.ts',
    'src/inbox/inbox-element.ts',
  ],
  litelement: true,
  packagejson: false,
  quiet: true,
};
