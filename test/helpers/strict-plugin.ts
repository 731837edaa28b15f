import type { TestRunnerConfig, TestRunnerPlugin } from '@web/test-runner';
import { builtFiles } from './built-files.js';
import { StrictSite, type StrictFile } from './strict-site.js';

type Middleware = NonNullable<TestRunnerConfig['middleware']>[number];

/** The payloads of the commands, one for each; `strict-page.ts` sends them. */
export interface StrictCommands {
  /** The files, by path. */
  'strict:serve': Readonly<Record<string, StrictFile>>;
  'strict:reports': { base: string };
}

/** Lets browser tests create sites under a strict policy. Their origin is the test's, which can access their frames. */
export function strictSites(): { middleware: Middleware; plugin: TestRunnerPlugin } {
  const sites = new Map<string, StrictSite>();
  let built: ReturnType<typeof builtFiles> | undefined;

  const commands: {
    [Name in keyof StrictCommands]: (payload: StrictCommands[Name]) => unknown;
  } = {
    async 'strict:serve'(files) {
      const base = `/strict/${String(sites.size)}`;
      sites.set(
        base,
        new StrictSite(base, await (built ??= builtFiles()), new Map(Object.entries(files))),
      );
      return { base };
    },
    'strict:reports': ({ base }) => sites.get(base)?.reports ?? [],
  };

  return {
    plugin: {
      name: 'strict',
      executeCommand({ command, payload }) {
        if (!(command in commands)) return undefined;
        // The name determines the payload's type, which the runner's types do not express.
        const run = commands[command as keyof StrictCommands] as (payload: unknown) => unknown;
        return run(payload);
      },
    },
    async middleware(ctx, next) {
      const site = sites.get(/^\/strict\/\d+/.exec(ctx.path)?.[0] ?? '');
      if (!site) {
        await next();
        return;
      }
      // Bypasses the runner, which would inject scripts into the pages.
      ctx.respond = false;
      await site.handle(ctx.req, ctx.res);
    },
  };
}
