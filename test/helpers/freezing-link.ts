import type { Socket } from 'node:net';
import { startLink, type Link } from './link.js';

export interface FreezingLink extends Link {
  /** Open connections stay open and carry no data until `thaw()`; new ones work. */
  freeze(): void;
  /** Delivers the data held back. */
  thaw(): void;
}

/** A link whose connections can freeze without being closed, as a phone's do in a tunnel. */
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
