import type { FrameHost, Frames } from '../frames/index.js';
import { loader } from '../protocol/missing-module.js';
import { LENT } from '../views/actions-module.js';
import { lowStyles } from '../views/low.styles.js';

export type Frame = InstanceType<Frames['Frame']>;

const loadFrames = loader<Frames>('show a launcher or an overlay', 'frames', async () =>
  (await import('../frames/index.js')).connectFrames(LENT),
);

/**
 * Makes the frame of a chat that is no inline one.
 *
 * @throws ChatError `configuration-invalid` if its module cannot be loaded; the next chat tries again
 */
export async function frameOf(host: FrameHost): Promise<Frame> {
  const frames = await loadFrames();
  const root = host.renderRoot as ShadowRoot;
  const own = frames.frameStyles.flatMap(({ styleSheet = [] }) => styleSheet);
  // Those for little height and for paper override them.
  root.adoptedStyleSheets = root.adoptedStyleSheets.flatMap((sheet) =>
    sheet === lowStyles.styleSheet ? [...own, sheet] : sheet,
  );
  const frame = new frames.Frame(host);
  host.addController({
    hostConnected: () => frame.connect(),
    hostUpdated: () => frame.sync(),
    hostDisconnected: () => frame.disconnect(),
  });
  return frame;
}
