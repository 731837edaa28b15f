import type { Socket } from 'node:net';
import { startLink, type Link } from './link.js';

export interface FreezingLink extends Link {
  /** Connections that are open now stay open, and carry nothing more until `thaw()`; new ones work. */
  freeze(): void;
  /** What was held back goes on its way. */
  thaw(): void;
}

/** A link whose connections freeze as those of a phone in a tunnel do: without a word. */
export async function startFreezingLink(port: number): Promise<FreezingLink> {
  const open = new Map<Socket, Socket>();
  const frozen = new Map<Socket, Socket>();
  const link = await startLink(port, (from, to) => {
    open.set(from, to);
    from.on('close', () => {
      open.delete(from);
      frozen.delete(from);
    });
    from.pipe(to);
  });
  return {
    ...link,
    freeze() {
      for (const [from, to] of open) {
        from.unpipe(to);
        from.pause();
        frozen.set(from, to);
      }
    },
    thaw() {
      for (const [from, to] of frozen) from.pipe(to);
      frozen.clear();
    },
  };
}
