import { LENT } from '../../../src/views/actions-module.js';
import type { FileSource } from '../../../src/views/attachments/file-source.js';
import type { Attachment } from '../../../src/protocol/attachments.js';
import { ChatError } from '../../../src/protocol/errors.js';
import { openViewer } from '../../../src/views/viewer/index.js';
import type { PictureViewer } from '../../../src/views/viewer/viewer-element.js';
import type { ViewerConfig } from '../../../src/views/viewer/viewer-config.js';
import { until } from '../../helpers/chat-fixture.js';

/** A picture as a message has it. */
export function picture(id: string, more: Partial<Attachment> = {}): Attachment {
  return {
    ...{ id, name: `${id}.png`, type: 'image/png', size: 1000, sha256: 'x'.repeat(43) },
    ...{ width: 640, height: 480, ...more },
  };
}

/** Real pictures, drawn when they are asked for. It counts what is open. */
export class DrawnPictures implements FileSource {
  /** The ids, in the order in which they were asked for. */
  readonly asked: string[] = [];
  /** The ids of those whose signal was aborted. */
  readonly aborted: string[] = [];
  /** How often each is open. */
  readonly #open = new Map<string, number>();
  /** What is thrown in place of a picture, by its id. */
  readonly faults = new Map<string, Error>();
  /** Those that wait until they are let through. */
  readonly held = new Map<string, Promise<void>>();
  draw: (context: CanvasRenderingContext2D, picture: Attachment) => void = fill;

  async open(asked: Attachment, signal?: AbortSignal): Promise<string> {
    this.asked.push(asked.id);
    signal?.addEventListener('abort', () => this.aborted.push(asked.id));
    const blob = await this.blobOf(asked);
    signal?.throwIfAborted();
    this.#open.set(asked.id, (this.#open.get(asked.id) ?? 0) + 1);
    return URL.createObjectURL(blob);
  }

  close({ id }: Attachment): void {
    const left = (this.#open.get(id) ?? 0) - 1;
    if (left < 0) throw new Error(`${id} was not open`);
    if (left > 0) this.#open.set(id, left);
    else this.#open.delete(id);
  }

  async blobOf(asked: Attachment): Promise<Blob> {
    await this.held.get(asked.id);
    const fault = this.faults.get(asked.id);
    if (fault) throw fault;
    const canvas = document.createElement('canvas');
    canvas.width = asked.width ?? 1;
    canvas.height = asked.height ?? 1;
    const context = canvas.getContext('2d');
    if (context) this.draw(context, asked);
    return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob as Blob)));
  }

  fail(id: string, code: 'attachment-lost' | 'attachment-broken' | 'connection-lost'): void {
    this.faults.set(id, new ChatError(code, 'unable to show a picture; the test says so.'));
  }

  /** The ids of those that are open. */
  get opened(): string[] {
    return [...this.#open.keys()].sort();
  }
}

function fill(context: CanvasRenderingContext2D): void {
  context.fillStyle = '#3b5bdb';
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
}

/** A viewer in a chat; without one, in an element that has a focused button. */
export class ViewerFixture {
  readonly host: HTMLElement;
  readonly button = document.createElement('button');
  readonly source = new DrawnPictures();

  constructor(host?: HTMLElement) {
    this.host = host ?? this.#standIn();
  }

  /** Opens the viewer, and waits until the picture is there. */
  async open(
    pictures: readonly Attachment[],
    { shown = pictures[0]?.id ?? '', ...more }: Partial<ViewerConfig> = {},
  ): Promise<PictureViewer> {
    const { host, source } = this;
    const rest = { strings: {}, ...more };
    await openViewer(LENT, { host, pictures, shown, source, ...rest });
    const { viewer } = this;
    if (!viewer) throw new Error('unable to find the viewer');
    return viewer;
  }

  get viewer(): PictureViewer | null {
    return this.host.shadowRoot?.querySelector('momento-chat-viewer') ?? null;
  }

  all(selector: string): HTMLElement[] {
    return [...(this.viewer?.renderRoot.querySelectorAll<HTMLElement>(selector) ?? [])];
  }

  first(selector: string): HTMLElement {
    const [element] = this.all(selector);
    if (!element) throw new Error(`nothing matches ${selector}`);
    return element;
  }

  tool(label: string): HTMLElement {
    return this.first(`[aria-label="${label}"]`);
  }

  /** Waits for a picture with this description to be painted, at rest. */
  async shows(alt: string): Promise<HTMLImageElement> {
    await until(alt, () => {
      const [img] = this.all('img') as HTMLImageElement[];
      return img?.alt === alt && img.complete && img.naturalWidth > 0;
    });
    await this.rest();
    return this.first('img') as HTMLImageElement;
  }

  /** Until nothing moves any more. */
  async rest(): Promise<void> {
    await this.viewer?.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const root = this.viewer?.renderRoot as ShadowRoot | undefined;
    const moving = (root?.getAnimations() ?? []).filter(
      ({ effect }) => Number(effect?.getComputedTiming().endTime) < 2_000,
    );
    await Promise.all(moving.map(({ finished }) => finished.catch(() => undefined)));
  }

  /** A pointer of a finger, at a point of the window. */
  touch(type: 'pointerdown' | 'pointermove' | 'pointerup', x: number, y: number, id = 7): void {
    const { shadowRoot } = this.viewer ?? {};
    const target = this.host.shadowRoot && shadowRoot?.elementFromPoint(x, y);
    const finger = { pointerType: 'touch', pointerId: id, isPrimary: true, button: 0 };
    const stage = this.all('.stage')[0];
    (target && stage?.contains(target) ? target : stage)?.dispatchEvent(
      new PointerEvent(type, {
        ...finger,
        ...{ clientX: x, clientY: y, bubbles: true, cancelable: true, composed: true },
      }),
    );
  }

  /** A finger goes from one point to another. */
  drag(from: readonly [number, number], to: readonly [number, number]): void {
    this.touch('pointerdown', ...from);
    const steps = 5;
    for (let step = 1; step <= steps; step += 1) {
      const at = (axis: 0 | 1): number => from[axis] + ((to[axis] - from[axis]) * step) / steps;
      this.touch('pointermove', at(0), at(1));
    }
    this.touch('pointerup', ...to);
  }

  #standIn(): HTMLElement {
    const host = document.createElement('div');
    // As the chat's own.
    host.style.font = '15px/1.45 system-ui, sans-serif';
    host.style.setProperty('--_font-size-small', 'calc(1em * 13 / 15)');
    host.attachShadow({ mode: 'open' }).append(this.button);
    document.body.append(host);
    this.button.textContent = 'Open';
    this.button.focus();
    return host;
  }

  remove(): void {
    this.host.remove();
  }
}
