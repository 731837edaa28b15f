import { defineConfig } from 'vite';
import { BUDGET } from './build/gates/budget.js';
import { EXPECTED_CALLS } from './build/gates/expected-calls.js';
import { gateBundle } from './build/gates/index.js';
import { trimMomentoSdk } from './build/trim-momento-sdk/index.js';

/** The bundle: one ES module that needs nothing else, for a script tag on any site. */
export default defineConfig(({ mode }) => ({
  publicDir: false,
  plugins: [
    trimMomentoSdk({
      entries: [
        'src/transport/momento-errors.ts',
        'src/transport/momento-subscription.ts',
        'src/transport/momento-subscription-tracker.ts',
        'src/transport/momento-transport.ts',
      ],
      replacements: {
        'google-protobuf': 'src/wire/protobuf.ts',
        'grpc-web': 'src/wire/grpc-web.ts',
        buffer: 'build/trim-momento-sdk/shims/buffer.ts',
        'ua-parser-js': 'build/trim-momento-sdk/shims/ua-parser.ts',
      },
    }),
    mode === 'measure'
      ? undefined
      : gateBundle({ calls: Object.keys(EXPECTED_CALLS), budget: BUDGET }),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    lib: {
      entry: 'src/momento-chat.ts',
      formats: ['es'],
      fileName: () => 'momento-chat.js',
    },
    // Vite keeps white space in ES libraries; this one is for browsers, not for other bundlers.
    rolldownOptions: { output: { minify: true, codeSplitting: false } },
  },
}));
