import { PART_BYTES, type Attachment } from '../../src/protocol/attachments.js';
import { sha256 } from '../../src/protocol/digest.js';
import { isMessage, parseItem } from '../../src/protocol/item.js';
import { serializeMessage } from '../../src/protocol/message-codec.js';
import type { FileStore } from '../../src/transport/transport.js';
import type { Delivery } from './conversation.js';
import { OpenedRoom } from './room.js';
import { settled } from './timing.js';

const WIDTH = 320;
const HEIGHT = 240;
/** How long a picture may take to be shown, in ms: only a limit of the benchmark, not a measurement. */
const TIMEOUT_MS = 5_000;

/** The most of what was there at a time, while a reader went from picture to picture. */
export interface PictureResult {
  readonly shown: number;
  readonly elements: number;
  /** Of all `blob:` URLs, and of the pictures together. */
  readonly urlBytes: number;
  readonly allBytes: number;
}

/** Goes through the pictures of a long conversation, oldest last, as a reader does who looks at each. */
export async function lookAtPictures(
  conversation: readonly Delivery[],
  count: number,
): Promise<PictureResult> {
  const files = new Map<string, Uint8Array>();
  const every = Math.floor(conversation.length / count);
  const pictured: Delivery[] = [];
  const deliveries: Delivery[] = [];
  for (const [index, delivery] of conversation.entries()) {
    const hasPicture = index % every === 0 && pictured.length < count;
    const withPicture = hasPicture ? await withAttachment(delivery, index, files) : delivery;
    if (hasPicture) pictured.push(withPicture);
    deliveries.push(withPicture);
  }
  const urls = new UrlCount();
  const room = new OpenedRoom(deliveries, storeOf(files));
  try {
    await room.enter();
    await room.loadAll();
    let shown = 0;
    let elements = 0;
    for (const { id } of [...pictured].reverse()) {
      room.goTo(id);
      if (await untilShown(room, id)) shown += 1;
      elements = Math.max(elements, room.countElements());
    }
    const allBytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
    return { shown, elements, urlBytes: urls.most, allBytes };
  } finally {
    room.remove();
    await settled();
    urls.end();
  }
}

async function untilShown(room: OpenedRoom, id: string): Promise<boolean> {
  const end = performance.now() + TIMEOUT_MS;
  while (performance.now() < end) {
    await settled();
    if (room.showsPicture(id)) return true;
  }
  return false;
}

async function withAttachment(
  delivery: Delivery,
  index: number,
  files: Map<string, Uint8Array>,
): Promise<Delivery> {
  const bytes = await noise();
  const id = `01J${String(index).padStart(23, '0')}`;
  files.set(id, bytes);
  const attachment: Attachment = {
    ...{ id, name: 'noise.png', type: 'image/png', size: bytes.length },
    ...{ sha256: await sha256(bytes), width: WIDTH, height: HEIGHT },
  };
  const item = parseItem(delivery.item, delivery.publisherId);
  if (!isMessage(item)) throw new Error('no message');
  const message = { ...item.message, attachments: [attachment] };
  return { ...delivery, item: serializeMessage(message, item.order) };
}

/** A picture that cannot be compressed: some 230 KB. */
async function noise(): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  const pixels = new ImageData(WIDTH, HEIGHT);
  const chunk = 65_536;
  for (let at = 0; at < pixels.data.length; at += chunk) {
    crypto.getRandomValues(pixels.data.subarray(at, at + chunk));
  }
  context?.putImageData(pixels, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}

function storeOf(files: ReadonlyMap<string, Uint8Array>): FileStore {
  return {
    get: (id, part) => {
      const bytes = files.get(id);
      return Promise.resolve(bytes?.slice(part * PART_BYTES, (part + 1) * PART_BYTES));
    },
    put: () => Promise.resolve(),
  };
}

/** Counts the bytes behind `blob:` URLs. */
class UrlCount {
  readonly #create = URL.createObjectURL.bind(URL);
  readonly #revoke = URL.revokeObjectURL.bind(URL);
  readonly #sizes = new Map<string, number>();
  most = 0;

  constructor() {
    URL.createObjectURL = (blob) => {
      const url = this.#create(blob);
      this.#sizes.set(url, blob instanceof Blob ? blob.size : 0);
      const now = [...this.#sizes.values()].reduce((sum, size) => sum + size, 0);
      this.most = Math.max(this.most, now);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      this.#sizes.delete(url);
      this.#revoke(url);
    };
  }

  end(): void {
    URL.createObjectURL = this.#create;
    URL.revokeObjectURL = this.#revoke;
  }
}
