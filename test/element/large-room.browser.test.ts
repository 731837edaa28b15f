import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import type { MessageList } from '../../src/views/message-list.js';
import {
  CACHE,
  newRoom,
  shownTexts,
  until,
  untilStatus,
  useChat,
} from '../helpers/chat-fixture.js';
import { engine } from '../helpers/engine-limits.js';

/** WebKitGTK paints a step in a third of a second where others use the processor, too. */
const TOTAL = engine === 'webkit' ? 2_000 : 10_000;
/** The messages in one fetched page, and those that it shares with the page before. */
const PAGE_SIZE = 100;
const OVERLAP = 5;
/** The first page holds `PAGE_SIZE` new messages; every other page repeats `OVERLAP` of the page after it. */
const PAGES = 1 + Math.ceil((TOTAL - PAGE_SIZE) / (PAGE_SIZE - OVERLAP));
/** More steps than the way can take, so that a chat that never reaches the beginning fails. */
const MAX_STEPS = 3000;

/** Measurements of one way through the room. */
interface Report {
  /** The texts that were visible. */
  readonly seen: ReadonlySet<string>;
  /** The largest unwanted move of a visible message, in px. */
  readonly moved: number;
  readonly blanks: number;
  /** The largest number of elements in all shadow roots together. */
  readonly elements: number;
}

/** Some texts wrap and some do not, so that rows have different heights. */
function text(index: number): string {
  return `${String(index)} ${'word '.repeat(index % 17 === 0 ? 60 : index % 5)}`.trim();
}

function stored(index: number, total: number): string {
  const username = ['Ada', 'Grace', 'Edsger'][Math.floor(index / 20) % 3];
  return JSON.stringify({
    id: `id-${String(index)}`,
    username,
    message: text(index),
    timestamp: Date.now() - (total - index) * 1000,
    order: index + 1,
  });
}

describe('a large room', function () {
  this.timeout(300_000);

  const chat = useChat();
  let element: MomentoChatElement;
  let list: MessageList;
  let scroller: HTMLElement;

  /** Opens a room with `total` stored messages. */
  async function open(room: string, total: number): Promise<void> {
    for (let first = 0; first < total; first += 1000) {
      const items = Array.from({ length: Math.min(1000, total - first) }, (_, index) =>
        stored(first + index, total),
      );
      await chat.engine.push({ cache: CACHE, list: room }, ...items);
    }
    element = chat.open({ room, attributes: { 'history-limit': String(TOTAL) } });
    // A tall chat needs fewer steps, which keeps the test short.
    element.style.blockSize = '1000px';
    await untilStatus(element, 'connected');
    await until('the newest message', async () =>
      (await shownTexts(element)).includes(text(total - 1)),
    );
    list = find(element.renderRoot, 'momento-chat-message-list') as MessageList;
    scroller = find(list.renderRoot, '.scroller');
  }

  /** The rows that are at least partly visible. */
  function visibleRows(): HTMLElement[] {
    const { top, bottom } = scroller.getBoundingClientRect();
    return [...scroller.querySelectorAll<HTMLElement>('.message')].filter((row) => {
      const box = row.getBoundingClientRect();
      return box.bottom > top && box.top < bottom;
    });
  }

  /** Whether rows fill the view, up to the padding. A note about loading may stand above the first row. */
  function isCovered(): boolean {
    const { top, bottom } = scroller.getBoundingClientRect();
    const rows = find(scroller, '.log');
    const above = scroller.querySelector('.note') ?? rows;
    return (
      above.getBoundingClientRect().top <= top + 20 &&
      rows.getBoundingClientRect().bottom >= bottom - 20
    );
  }

  function isAtBeginning(): boolean {
    return scroller.scrollTop === 0 && list.earlier === 'none' && seesText(text(0));
  }

  function seesText(wanted: string): boolean {
    return visibleRows().some((row) => textOf(row) === wanted);
  }

  /** Scrolls up by nearly a screen, and waits for rows. @returns the unwanted move of the first visible row, in px */
  async function scrollUp(): Promise<number> {
    scroller.scrollTop -= scroller.clientHeight - 50;
    const row = visibleRows()[0];
    const before = placeOf(row);
    await painted();
    if (scroller.scrollTop === 0) {
      await until('the page', () => list.earlier !== 'loading');
      await painted();
    }
    return row?.isConnected ? Math.abs(placeOf(row) - before) : Infinity;
  }

  /** In the list, which a banner above it moves on a busy machine, where the stream may be silent for long. */
  function placeOf(row: HTMLElement | undefined): number {
    return (row?.getBoundingClientRect().top ?? NaN) - scroller.getBoundingClientRect().top;
  }

  /** Scrolls up to the beginning, and measures at every step. */
  async function readToBeginning(): Promise<Report> {
    const report = { seen: new Set<string>(), moved: 0, blanks: 0, elements: 0 };
    const look = (): void => {
      for (const row of visibleRows()) report.seen.add(textOf(row));
      report.elements = Math.max(report.elements, countElements(element));
      if (!isCovered()) report.blanks += 1;
    };
    look();
    for (let steps = 0; !isAtBeginning() && steps < MAX_STEPS; steps += 1) {
      report.moved = Math.max(report.moved, await scrollUp());
      look();
    }
    return report;
  }

  it(`of ${TOTAL} messages can be scrolled to the first message without a jump or a blank`, async () => {
    const room = newRoom();
    const fetchesBefore = await chat.calls('ListFetch');
    await open(room, TOTAL);
    const { seen, moved, blanks, elements } = await readToBeginning();
    expect(isAtBeginning()).to.equal(true);
    expect(moved).to.be.below(1);
    expect(blanks).to.equal(0);
    expect(seen.size).to.equal(TOTAL);
    expect(element.messages.length).to.equal(TOTAL);
    expect(element.messages.every((message, index) => message.text === text(index))).to.equal(true);
    expect(elements).to.be.below(1500);
    // One more for the reactions and edits, of which there are none.
    expect((await chat.calls('ListFetch')) - fetchesBefore).to.be.at.most(PAGES + 1);

    await chat.sendElsewhere(room, 'from elsewhere');
    await until('the live message', () => element.messages.at(-1)?.text === 'from elsewhere');
    await until('the button', () => buttonText().includes('1 new message'));
    expect(seesText(text(0))).to.equal(true);
    list.renderRoot.querySelector<HTMLElement>('.jump')?.click();
    await list.updateComplete;
    await painted();
    expect(textOf(visibleRows().at(-1))).to.equal('from elsewhere');
    expect(list.renderRoot.querySelector('.jump')).to.equal(null);
    expect(countElements(element)).to.be.below(1500);
  });

  it('keeps the place of a reader who reaches the top before the next page arrives', async () => {
    await open(newRoom(), 500);
    await chat.engine.faults.inject({ rpc: 'ListFetch', kind: 'delay', ms: 300 });
    const { seen, moved, blanks } = await readToBeginning();
    expect(isAtBeginning()).to.equal(true);
    expect(moved).to.be.below(1);
    expect(blanks).to.equal(0);
    expect(seen.size).to.equal(500);
  });

  function buttonText(): string {
    return list.renderRoot.querySelector('.jump')?.textContent ?? '';
  }
});

function textOf(row: Element | undefined): string {
  return row?.querySelector('.bubble')?.textContent ?? '';
}

function find(root: ParentNode, selector: string): HTMLElement {
  const element = root.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`nothing matches ${selector}`);
  return element;
}

/** Counts the elements in a shadow root and in those inside it. */
function countElements(host: Element): number {
  const inside = [...(host.shadowRoot?.querySelectorAll('*') ?? [])];
  return inside.reduce((sum, element) => sum + countElements(element), inside.length);
}

/** Scroll events run before a frame and size observers after it; the next task runs after both. */
async function painted(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve));
}
