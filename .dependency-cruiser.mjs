/**
 * Which folder may import which. Types count: a type of another folder is a dependency of the one who reads the code.
 *
 * element -> core -> transport -> session -> protocol, platform
 */

const BROWSER =
  'element|core|transport|session|views|frames|files|news|inbox|availability|localization|languages|overlay|frameworks|dom';

/** Folders of src, as one alternative of a pattern. */
const folders = (names) => `^src/(?:${names})/`;

/** A folder may import itself and these. */
function onlyImports(folder, allowed, comment) {
  return {
    name: `${folder.replace('/', '-')}-imports`,
    comment,
    severity: 'error',
    from: { path: folders(folder) },
    to: { path: '^src/', pathNot: folders([folder, ...allowed].join('|')) },
  };
}

function needsNoPackage(folder, packages, comment) {
  return {
    name: `${folder}-packages`,
    comment,
    severity: 'error',
    from: { path: folders(folder) },
    to: { path: `node_modules/(?:${packages})(?:/|$)` },
  };
}

export default {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Two files that need each other, even for a type, are one idea, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'entries-only',
      comment: 'A file in src/ itself is the entry of a bundle.',
      severity: 'error',
      from: { path: folders('[^/]+') },
      to: { path: '^src/[^/]+$', pathNot: '^src/momento-chat(?:-relay|-inbox)?[.]ts$' },
    },
    onlyImports('platform', [], 'Time, storage and waiting: leaves of the house.'),
    onlyImports('dom', [], 'Questions to the document: leaves of the house.'),
    onlyImports('protocol', [], 'What travels: for browser and server, without state.'),
    onlyImports('session', ['protocol', 'platform'], 'The session knows tokens only.'),
    onlyImports('transport', ['session', 'protocol', 'platform'], 'A transport knows its wire.'),
    onlyImports(
      'core',
      ['transport', 'session', 'protocol', 'platform'],
      'The model: no DOM, no SDK, no Lit.',
    ),
    onlyImports(
      'views',
      ['localization', 'protocol', 'platform', 'dom'],
      'Views get properties and emit events.',
    ),
    onlyImports(
      'frames',
      ['localization', 'dom', 'protocol', 'views'],
      'A frame gets its conversation, and knows nothing of it but the faces in its header.',
    ),
    onlyImports(
      'files',
      ['core', 'transport', 'session', 'views', 'localization', 'protocol', 'platform', 'dom'],
      'Files know the way to their store, and their views; nothing of the chat around them.',
    ),
    onlyImports(
      'news',
      ['session', 'views', 'localization', 'protocol', 'platform', 'dom'],
      'News see a chat as its page does.',
    ),
    onlyImports('developer', ['protocol', 'dom'], 'It sees a chat as its page does.'),
    onlyImports(
      'availability',
      ['desk', 'views', 'localization', 'protocol'],
      'The line about the agents is shown by the chat, and told by its room.',
    ),
    onlyImports('localization', ['languages', 'protocol'], 'Words for what the protocol can say.'),
    onlyImports(
      'languages',
      ['localization', 'element', 'inbox'],
      'A language has words, and knows which ones there are.',
    ),
    onlyImports('wire', [], 'The wire knows bytes only.'),
    {
      name: 'element-imports',
      comment:
        'Browser code never imports the server’s, the engine’s, or the wire the SDK is built on.',
      severity: 'error',
      from: { path: folders(BROWSER) },
      to: { path: folders('server|local-momento|wire|ssr') },
    },
    onlyImports(
      'server',
      ['core', 'transport', 'session', 'protocol', 'platform'],
      'The server side shares the model, and nothing that is seen.',
    ),
    {
      name: 'server-wire',
      comment: 'Servers reach Momento through the SDK for Node.',
      severity: 'error',
      from: { path: folders('server|core') },
      to: { path: '^src/transport/(?:momento|relay)/' },
    },
    onlyImports('local-momento', ['protocol'], 'The engine knows the protocol’s limits only.'),
    onlyImports(
      'verify',
      ['server', 'local-momento'],
      'The suite sees Momento as the server side does, and nothing of the chat.',
    ),
    onlyImports(
      'dev',
      ['server', 'local-momento'],
      'The server for developers is a host like any other.',
    ),
    onlyImports(
      'doctor',
      ['server', 'session', 'protocol'],
      'The doctor does what a chat and its server do, and needs none.',
    ),
    onlyImports(
      'cli',
      ['verify', 'dev', 'doctor'],
      'A command reads its line, and leaves the work to others.',
    ),
    needsNoPackage('core', 'lit|@gomomento', 'The model is plain TypeScript.'),
    needsNoPackage('session|protocol|platform', 'lit|@gomomento', 'Plain TypeScript.'),
    needsNoPackage('views|element', '@gomomento', 'The transport alone knows the SDK.'),
    needsNoPackage('overlay|wire', 'lit|@gomomento', 'These stand beside the widget.'),
    {
      name: 'relay-without-lit',
      comment: 'The module of the relay’s element has no Lit of its own: it would be a second one.',
      severity: 'error',
      from: { path: '^src/(?:transport/relay|element/relay-chat-element|momento-chat-relay)' },
      to: { path: 'node_modules/(?:lit|@gomomento)', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    // Types as well.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs'] },
  },
};
