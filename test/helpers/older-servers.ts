import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { createModerator, createTokenEndpoint } from '../../src/server/index.js';
import type { createRelay } from '../../src/server/relay/relay.js';
import type { momentoRoomStore } from '../../src/server/store/momento-room-store.js';
import type { momentoTokenIssuer } from '../../src/server/token-endpoint/momento-token-issuer.js';

/** The back end of the commit f00d8f8: it has functions of the same names, and fewer options. */
export interface OlderServers {
  readonly createModerator: typeof createModerator;
  readonly createRelay: typeof createRelay;
  readonly createTokenEndpoint: typeof createTokenEndpoint;
  readonly momentoRoomStore: typeof momentoRoomStore;
  readonly momentoTokenIssuer: typeof momentoTokenIssuer;
}

/** Where the packages that it imports are found. */
const CACHE = 'node_modules/.cache/momento-chat';
let loaded: Promise<OlderServers> | undefined;

export function olderServers(): Promise<OlderServers> {
  return (loaded ??= load());
}

async function load(): Promise<OlderServers> {
  const packed = await readFile('test/fixtures/server-f00d8f8.mjs.gz');
  const file = resolve(CACHE, `server-f00d8f8-${String(process.pid)}.mjs`);
  await mkdir(CACHE, { recursive: true });
  await writeFile(file, await promisify(gunzip)(packed));
  return (await import(pathToFileURL(file).href)) as OlderServers;
}
