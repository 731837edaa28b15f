import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { TestRunnerPlugin } from '@web/test-runner';

/** The build of the commit f00d8f8: it knows messages, removals, rejections and the closing of a room. */
const BUILD = 'test/fixtures/momento-chat-f00d8f8.js.gz';

const PAGE = `<!doctype html>
<html lang="en"><script type="module" src="/chat-frame-f00d8f8.js"></script></html>`;

/** Serves the page of `OLDER_BUILD`. An element’s tag names one build only in a document. */
export function olderBuildPlugin(): TestRunnerPlugin {
  return {
    name: 'older-build',
    async serve({ path }) {
      if (path === '/chat-frame-f00d8f8.html') return PAGE;
      if (path !== '/chat-frame-f00d8f8.js') return undefined;
      return (await promisify(gunzip)(await readFile(BUILD))).toString();
    },
  };
}
