import type { ChatElement } from '../../src/momento-chat.js';
import { until } from './chat-fixture.js';
import { composerOf, inside } from './element-parts.js';

/** A real picture: two colours, so that scaling and cutting can be seen. */
export async function picture(
  name: string,
  width: number,
  height: number,
  colour = 'teal',
  draw?: (context: CanvasRenderingContext2D) => void,
): Promise<File> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const gradient = context.createLinearGradient(0, 0, width, height);
  gradient.addColorStop(0, colour);
  gradient.addColorStop(1, '#fff2c4');
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  context.fillStyle = colour;
  context.beginPath();
  context.arc(width / 2, height / 2, Math.min(width, height) / 4, 0, 7);
  context.fill();
  draw?.(context);
  const bytes = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return new File([bytes ?? ''], name, { type: 'image/png' });
}

/** A picture of several parts, which no browser can make much smaller: noise. */
export function largePicture(name: string): Promise<File> {
  return picture(name, 400, 400, undefined, (context) => {
    const noise = context.createImageData(400, 400);
    for (let at = 0; at < noise.data.length; at += 65_536) {
      crypto.getRandomValues(noise.data.subarray(at, at + 65_536));
    }
    context.putImageData(noise, 0, 0);
  });
}

/** As the browser gives files that are dropped or pasted. */
export function transferOf(
  files: readonly File[],
  texts: Readonly<Record<string, string>> = {},
): DataTransfer {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  for (const [type, text] of Object.entries(texts)) transfer.setData(type, text);
  return transfer;
}

export type AttachmentView = HTMLElementTagNameMap['momento-chat-attachment'];

/** The files that messages show, in order. */
export function shownFiles(element: ChatElement): AttachmentView[] {
  const { shadowRoot } = inside(element, 'momento-chat-message-list');
  return [...(shadowRoot?.querySelectorAll('momento-chat-attachment') ?? [])];
}

/** The pictures that are shown: their bytes are here, and could be read. */
export function shownPictures(element: ChatElement): HTMLImageElement[] {
  return shownFiles(element).flatMap(({ shadowRoot }) => {
    const image = shadowRoot?.querySelector('img');
    return image && image.naturalWidth > 0 ? [image] : [];
  });
}

/** The files above the composer. */
export function trayOf(element: ChatElement): HTMLElement[] {
  const tray = composerOf(element).renderRoot.querySelector('momento-chat-file-tray');
  return [...(tray?.shadowRoot?.querySelectorAll<HTMLElement>('li') ?? [])];
}

/** Waits until the button that chooses files is there. */
export async function untilTakesFiles(element: ChatElement): Promise<HTMLInputElement> {
  await until('the button', () => composerOf(element).renderRoot.querySelector('[part=attach]'));
  return composerOf(element).renderRoot.querySelector('input[type=file]') as HTMLInputElement;
}

/** Waits until all files above the composer are of these states, in order. */
export async function untilTray(element: ChatElement, ...states: readonly string[]): Promise<void> {
  await until(`the tray: ${states.join()}`, () => {
    return (
      trayOf(element)
        .map(({ className }) => className)
        .join() === states.join()
    );
  });
}
