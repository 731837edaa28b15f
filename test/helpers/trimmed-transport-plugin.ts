import type { TestRunnerPlugin } from '@web/test-runner';
import { build, type Rolldown } from 'vite';
import { minifyScript } from '../../build/minify-script.js';
import { widgetSdk } from '../../build/widget-sdk.js';

/** Serves the transport with the bundle's trimmed SDK, built on the first request. */
export function trimmedTransportPlugin(): TestRunnerPlugin {
  let code: Promise<string> | undefined;
  return {
    name: 'trimmed-transport',
    serve: ({ path }) => (path === '/wtr-trimmed-transport.js' ? (code ??= bundle()) : undefined),
  };
}

async function bundle(): Promise<string> {
  const [{ output }] = (await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [widgetSdk(), minifyScript()],
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: 'src/transport/momento/momento-transport.ts', formats: ['es'] },
      rolldownOptions: { output: { minify: true, codeSplitting: false } },
    },
  })) as [Rolldown.RolldownOutput];
  return output[0].code;
}
