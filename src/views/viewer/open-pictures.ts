import type { Attachment } from '../../protocol/attachments.js';
import type { FileSource } from '../attachments/file-source.js';

/** Why a picture is not shown: it is not there any more, it is no picture, or it was not fetched. */
export type PictureFault = 'gone' | 'broken' | 'failed';

/** A picture that is asked for; `url` or `fault` once that has ended. */
interface Entry {
  readonly life: AbortController;
  url?: string;
  fault?: PictureFault;
}

/** The pictures whose bytes are held: the shown one and those beside it. They are fetched one at a time, it first. */
export class OpenPictures {
  readonly #source: FileSource;
  readonly #onChange: () => void;
  readonly #entries = new Map<Attachment, Entry>();
  #wanted: readonly Attachment[] = [];

  constructor(source: FileSource, onChange: () => void) {
    this.#source = source;
    this.#onChange = onChange;
  }

  /** Holds these and no others. @param wanted the shown one comes first; it gets another chance if it has failed */
  hold(...wanted: readonly Attachment[]): void {
    this.#wanted = wanted;
    const [shown] = wanted;
    for (const [picture, { fault }] of this.#entries) {
      const isStale = picture === shown && fault === 'failed';
      if (isStale || !wanted.includes(picture)) this.#letGo(picture);
    }
    this.#proceed();
  }

  /** Its `blob:` URL; undefined until it is there. */
  urlOf(picture: Attachment): string | undefined {
    return this.#entries.get(picture)?.url;
  }

  faultOf(picture: Attachment): PictureFault | undefined {
    return this.#entries.get(picture)?.fault;
  }

  /** The browser cannot show its bytes. */
  giveUp(picture: Attachment): void {
    const entry = this.#entries.get(picture);
    if (entry) entry.fault = 'broken';
    this.#onChange();
  }

  #proceed(): void {
    const isUnderWay = (picture: Attachment): boolean => {
      const entry = this.#entries.get(picture);
      return entry?.url === undefined && entry?.fault === undefined;
    };
    const next = this.#wanted.find(isUnderWay);
    if (next && !this.#entries.has(next)) void this.#open(next);
  }

  async #open(picture: Attachment): Promise<void> {
    const entry: Entry = { life: new AbortController() };
    const { signal } = entry.life;
    this.#entries.set(picture, entry);
    try {
      const url = await this.#source.open(picture, signal);
      if (signal.aborted) {
        this.#source.close(picture);
        return;
      }
      entry.url = url;
    } catch (error) {
      if (signal.aborted) return;
      entry.fault = faultFor(error);
    }
    this.#onChange();
    this.#proceed();
  }

  #letGo(picture: Attachment): void {
    const entry = this.#entries.get(picture);
    this.#entries.delete(picture);
    entry?.life.abort();
    if (entry?.url !== undefined) this.#source.close(picture);
  }
}

/** By the error's code: its class may be another widget's. */
export function faultFor(error: unknown): PictureFault {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  if (code === 'attachment-lost') return 'gone';
  return code === 'attachment-broken' ? 'broken' : 'failed';
}
