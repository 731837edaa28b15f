import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { rolldown, type Plugin } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';

const OUT_DIR = 'dist/types';

/** The browser's entries. Each gets one declaration file; declarations that several need go to `shared`. */
const INPUT = {
  'momento-chat': 'src/momento-chat.ts',
  'momento-chat-inbox': 'src/momento-chat-inbox.ts',
  'momento-chat-overlay': 'src/overlay/overlay-page.ts',
  'momento-chat-overlay-client': 'src/overlay/client.ts',
  'momento-chat-relay': 'src/momento-chat-relay.ts',
  react: 'src/frameworks/react.ts',
  svelte: 'src/frameworks/svelte.ts',
  vue: 'src/frameworks/vue.ts',
};

const withoutLit: Plugin = {
  name: 'without-lit',
  resolveId: {
    order: 'pre',
    handler: (id) => (id === 'lit' ? resolve('build/types/lit.d.ts') : null),
  },
};

await rm(OUT_DIR, { recursive: true, force: true });
const bundle = await rolldown({
  input: INPUT,
  // A host that imports one of these entries has the framework installed.
  external: ['react', 'svelte/action', 'svelte/elements', 'vue'],
  plugins: [withoutLit, dts({ emitDtsOnly: true, tsconfig: 'tsconfig.types.json' })],
});
await bundle.write({ dir: OUT_DIR, chunkFileNames: 'shared/[name].js' });
