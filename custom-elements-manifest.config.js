/** What `build/custom-elements.ts` has the analyzer read. */
export default {
  globs: [
    'src/chat-properties.ts',
    'src/momento-chat-element.ts',
    'src/relay/relay-chat-element.ts',
  ],
  litelement: true,
  packagejson: false,
  quiet: true,
};
