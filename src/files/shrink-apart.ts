import { HEADER_BYTES, readPictureHeader } from '../protocol/picture-header.js';
import type { PictureTask } from './picture-worker.js';
import { shrink, type Shrunk } from './shrink.js';

/** A worker that has not answered after so long never will, in ms: slow phones take a few seconds for a large picture. */
const DEADLINE_MS = 15_000;

/** The file of this module, and that of the worker beside it, as the build names them. */
const OWN_FILE = '/momento-chat-files.js';
const WORKER_FILE = '/momento-chat-picture-worker.js';
/** Its address, which may have a query. */
const WORKER_ADDRESS = /\/momento-chat-picture-worker\.js(?:[?#]|$)/;

/** The addresses of workers that have failed in this page: the next one would, too. */
const broken = new Set<string>();

/**
 * Makes a picture smaller, in a worker where one can be had, so that drawing it does not hold up what the visitor types. All
 * else is done in the page: the worker can be missing, fail, or hang, and no picture is lost.
 *
 * @throws as `shrink` does
 */
export async function shrinkApart(picture: Blob, maxSize: number): Promise<Shrunk> {
  const url = workerUrl();
  const isUsable = url !== undefined && !broken.has(url);
  const shrunk = isUsable ? await askWorker(url, { picture, maxSize }) : undefined;
  return shrunk ?? shrink(picture, maxSize);
}

/**
 * The page's own word comes first: `<link rel="modulepreload" as="worker" href="…">`. Otherwise the file beside this one is
 * taken where the browser knows no Trusted Types. Where it does, a page that demands them refuses and reports a worker's
 * address, and no script can ask beforehand whether it does.
 *
 * @returns undefined where there is none. Browsers take no worker of another origin
 */
function workerUrl(): string | undefined {
  if (typeof Worker !== 'function' || typeof OffscreenCanvas !== 'function') return undefined;
  const links = document.querySelectorAll<HTMLLinkElement>('link[rel~=modulepreload][as=worker]');
  const named = [...links].find(({ href }) => WORKER_ADDRESS.test(href))?.href;
  const own = import.meta.url;
  const beside =
    own.endsWith(OWN_FILE) && !('trustedTypes' in globalThis)
      ? own.slice(0, -OWN_FILE.length) + WORKER_FILE
      : undefined;
  const url = named ?? beside;
  return url !== undefined && new URL(url).origin === location.origin ? url : undefined;
}

/** @returns undefined where the worker has failed in any way */
async function askWorker(url: string, task: PictureTask): Promise<Shrunk | undefined> {
  let worker: Worker | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const asked = (worker = new Worker(url, { type: 'module' }));
    const answer = await new Promise<unknown>((resolve, reject) => {
      asked.onmessage = ({ data }) => resolve(data);
      const fail = (event: Event): void => {
        // It is no error of the page.
        event.preventDefault();
        reject(new Error('unable to draw in a worker.'));
      };
      asked.onerror = asked.onmessageerror = fail;
      timer = setTimeout(() => reject(new Error('a worker does not answer.')), DEADLINE_MS);
      asked.postMessage(task);
    });
    // It may be a file of another version, or no file of ours.
    return answer === undefined ? undefined : await readShrunk(answer, task.maxSize);
  } catch {
    broken.add(url);
    return undefined;
  } finally {
    clearTimeout(timer);
    // With its bitmaps, which are large.
    worker?.terminate();
  }
}

/** @throws TypeError where the answer is no picture that fits */
async function readShrunk(answer: unknown, maxSize: number): Promise<Shrunk> {
  const { bytes } = answer as Partial<Shrunk>;
  if (!(bytes instanceof Blob) || bytes.size > maxSize) throw new TypeError('no picture');
  const header = readPictureHeader(
    new Uint8Array(await bytes.slice(0, HEADER_BYTES).arrayBuffer()),
  );
  if (header?.type !== bytes.type) throw new TypeError('no picture');
  return { bytes, type: header.type, width: header.width, height: header.height };
}
