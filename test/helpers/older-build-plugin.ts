import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { TestRunnerPlugin } from '@web/test-runner';

/**
 * The elements of the commit f00d8f8, by their addresses: they know messages, removals, rejections and the closing of a room.
 * `test/fixtures/record.ts` has built them.
 */
const BUILDS: Readonly<Record<string, string>> = {
  '/chat-frame-f00d8f8.js': 'test/fixtures/momento-chat-f00d8f8.js.gz',
  '/chat-frame-relay-f00d8f8.js': 'test/fixtures/momento-chat-relay-f00d8f8.js.gz',
};

/** A page with one of them, by its address. */
const PAGES: Readonly<Record<string, string>> = {
  '/chat-frame-f00d8f8.html': pageOf('/chat-frame-f00d8f8.js'),
  '/chat-frame-relay-f00d8f8.html': pageOf('/chat-frame-relay-f00d8f8.js'),
};

function pageOf(script: string): string {
  return `<!doctype html>
<html lang="en"><script type="module" src="${script}"></script></html>`;
}

/** Serves the page of `OLDER_BUILD`. An element’s tag names one build only in a document. */
export function olderBuildPlugin(): TestRunnerPlugin {
  return {
    name: 'older-build',
    async serve({ path }) {
      if (path in PAGES) return PAGES[path];
      const build = BUILDS[path];
      if (build === undefined) return undefined;
      const script = (await promisify(gunzip)(await readFile(build))).toString();
      // The relay's element imports the other one from beside it; the runner would look for a file there.
      return script.replace(
        'import{ChatError as e,MomentoChatElement as t}from"./momento-chat.js";',
        'const{ChatError:e,MomentoChatElement:t}=await import(`${location.origin}/chat-frame-f00d8f8.js`);',
      );
    },
  };
}
