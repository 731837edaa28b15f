import { expect } from '@open-wc/testing';
import type { Attachment } from '../../src/momento-chat.js';
import { until, useChat } from '../helpers/chat-fixture.js';
import { FileChats } from '../helpers/file-chats.js';
import { picture, shownPictures, untilTakesFiles, untilTray } from '../helpers/files-to-send.js';

/** The tests' server has the worker here: the built file beside built bundles, otherwise its source. */
const SOURCE = '/chat-frame/momento-chat-picture-worker.js';

describe('a picture that is made smaller in a worker', () => {
  const chat = useChat({ attachments: { types: 'any' } });
  const { Worker } = window;
  const setTimeout = window.setTimeout.bind(window);
  let started: string[];
  let answers: unknown[];
  let link: HTMLLinkElement;

  beforeEach(() => {
    [started, answers] = [[], []];
    link = Object.assign(document.createElement('link'), { rel: 'modulepreload', as: 'worker' });
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        started.push(String(url));
        super(url, options);
        this.addEventListener('message', ({ data }) => answers.push(data));
      }
    };
  });

  afterEach(() => {
    window.Worker = Worker;
    window.setTimeout = setTimeout;
    link.remove();
  });

  function nameWorker(href: string): void {
    link.href = href;
    document.head.append(link);
  }

  /** Sends a large picture. @returns what a reader gets, and shows */
  async function sent(): Promise<Attachment | undefined> {
    const chats = new FileChats(chat);
    const [ada, bob] = [await chats.open('ada'), await chats.open('bob')];
    await untilTakesFiles(ada);
    await ada.attach([await picture('cat.png', 2400, 1200)]);
    await untilTray(ada, 'ready');
    const { attachments } = await chats.send(ada, bob);
    await until('the picture', () => shownPictures(bob).length === 1);
    return attachments?.[0];
  }

  /** What a picture is, whichever way it came. */
  function formOf(attachment: Attachment | undefined): unknown {
    const { name, type, width, height, size } = attachment ?? {};
    return { name, type, width, height, size };
  }

  it('arrives the same as one from the page', async () => {
    nameWorker(SOURCE);
    const apart = await sent();
    expect(started).to.deep.equal([new URL(SOURCE, location.href).href]);
    expect(answers.map((answer) => answer !== undefined)).to.deep.equal([true]);
    link.remove();
    started = [];
    const here = await sent();
    expect(started).to.deep.equal([]);
    expect(formOf(apart)).to.deep.equal(formOf(here));
    expect([apart?.width, apart?.height]).to.deep.equal([1600, 800]);
  });

  for (const [fault, script] of [
    ['is missing', undefined],
    ['is no script', '<!doctype html>'],
    ['fails at once', 'throw new Error("no")'],
    ['fails later', 'onmessage = () => { throw new Error("no") }'],
    ['can do nothing', 'onmessage = () => postMessage(undefined)'],
    ['answers nonsense', 'onmessage = () => postMessage({ bytes: "<script>" })'],
    [
      'answers with something else',
      'onmessage = () => postMessage({ bytes: new Blob(["<svg/>"], { type: "image/png" }) })',
    ],
  ] as const) {
    it(`is made smaller in the page where the worker ${fault}`, async () => {
      nameWorker(workerWith(script));
      expect([(await sent())?.width, started.length]).to.deep.equal([1600, 1]);
    });
  }

  it('is made smaller in the page where the worker never answers, and the next one at once', async () => {
    nameWorker(workerWith('onmessage = () => undefined'));
    const waits: number[] = [];
    window.setTimeout = ((work: () => void, ms = 0, ...rest: unknown[]) => {
      if (ms !== 15_000 || started.length === 0) return setTimeout(work, ms, ...rest);
      waits.push(ms);
      return setTimeout(work);
    }) as typeof setTimeout;
    expect([(await sent())?.width, started.length]).to.deep.equal([1600, 1]);
    expect(waits).to.include(15_000);
    expect([(await sent())?.width, started.length]).to.deep.equal([1600, 1]);
  });

  it('is made smaller in the page where the worker is of another origin', async () => {
    nameWorker(`http://localhost:1${SOURCE}`);
    expect([(await sent())?.width, started.length]).to.deep.equal([1600, 0]);
  });

  let written = 0;

  /** An address with the worker's name, whose content is that script; nothing: there is none. */
  function workerWith(script: string | undefined): string {
    written += 1;
    if (script === undefined) return `/missing/${String(written)}${SOURCE}`;
    return `${SOURCE}?script=${encodeURIComponent(script)}&${String(written)}`;
  }
});
