import { shrink, type Shrunk } from './shrink.js';

/*
 * `momento-chat-picture-worker.js`: makes pictures smaller apart from the page's thread. `shrink-apart.ts` starts it. It has no
 * errors of its own: where it fails, the page does it, and says what is wrong.
 */

/** What the page asks of the worker. */
export interface PictureTask {
  readonly picture: Blob;
  /** In bytes. */
  readonly maxSize: number;
}

/** The answer: `undefined` where the picture cannot be made smaller here. */
export type PictureAnswer = Shrunk | undefined;

addEventListener('message', ({ data }: MessageEvent<PictureTask>) => {
  void shrink(data.picture, data.maxSize)
    .catch(() => undefined)
    .then((answer: PictureAnswer) => postMessage(answer));
});
