import { expect } from '@open-wc/testing';
import { en } from '../../../src/localization/en.js';
import { asHtml } from '../../../src/views/transcript/as-html.js';
import { asJson } from '../../../src/views/transcript/as-json.js';
import { asText } from '../../../src/views/transcript/as-text.js';
import { formatsFor } from '../../../src/views/transcript/formats.js';
import { printPage } from '../../../src/views/transcript/print-page.js';
import type { Transcript, TranscriptRow } from '../../../src/views/transcript/transcript.js';
import { transcriptStrings } from '../../../src/views/transcript/words.js';
import { transcriptWith, written } from '../../helpers/transcripts.js';

const HOSTILE = [
  '</style><script>window.hacked = 1</script>',
  '<img src=x onerror="window.hacked = 2">',
  '</main></body></html>--><svg onload=alert(1)>',
  '&lt;b&gt; &amp; "quoted" \'too\'',
  ']]>\u0000\u202E\uD800',
];
const FORMATS = formatsFor(transcriptStrings(en), 'en');

describe('the page of a transcript', () => {
  async function opened(transcript: Transcript): Promise<Document> {
    return new DOMParser().parseFromString(await asHtml(transcript, FORMATS), 'text/html');
  }

  it('is one page, with its language and direction, that may load and run nothing', async () => {
    const html = await asHtml(
      transcriptWith([], { language: 'ar', direction: 'rtl', title: 'دردشة' }),
      FORMATS,
    );
    expect(html).to.match(/^<!doctype html>\n<html lang="ar" dir="rtl">/);
    const page = new DOMParser().parseFromString(html, 'text/html');
    expect(page.title).to.equal('دردشة');
    const policy = page.querySelector('meta[http-equiv=Content-Security-Policy]');
    expect(policy?.getAttribute('content')).to.match(
      /^default-src 'none'; style-src 'unsafe-inline'/,
    );
    const names = new Set([...page.querySelectorAll('*')].map(({ localName }) => localName));
    for (const name of ['script', 'link', 'img', 'iframe', 'object', 'form']) {
      expect(names.has(name), name).to.equal(false);
    }
  });

  it('shows each text as it is, whatever is in it', async () => {
    for (const text of HOSTILE) {
      const shown = text.replaceAll('\0', '').replaceAll('\uD800', '\uFFFD');
      const message = written(text, {
        text,
        author: { id: text, name: text, own: false },
        replyTo: { id: 'x', author: text, excerpt: text },
        files: [{ id: text, name: text, type: 'a/b', size: 1, alt: text }],
        reactions: [{ emoji: text, count: 1 }],
      });
      const html = await asHtml(transcriptWith([message], { title: text, room: text }), FORMATS);
      // As a file has it.
      const file = await new Blob([html]).text();
      const page = new DOMParser().parseFromString(file, 'text/html');
      expect(page.querySelector('.text')?.textContent).to.equal(shown);
      const author = page.querySelector('.by b')?.textContent ?? '';
      // The parser leaves no zeros.
      expect(author.replaceAll('\uFFFD', '')).to.equal(shown.replaceAll('\uFFFD', ''));
      const names = [...page.querySelectorAll('main *')].map(({ localName }) => localName);
      expect(
        names.filter((name) => ['script', 'img', 'svg', 'style'].includes(name)),
      ).to.have.lengthOf(0);
      expect(page.querySelectorAll('main')).to.have.lengthOf(1);
      expect(page.body.lastElementChild?.localName).to.equal('main');
      const attributes = [...page.querySelectorAll('*')].flatMap((each) =>
        each.getAttributeNames(),
      );
      expect(attributes.filter((name) => name.startsWith('on'))).to.deep.equal([]);
    }
    expect('hacked' in window).to.equal(false);
  });

  it('has web addresses as links, and no others', async () => {
    const text =
      'https://a.example/?b=1&c and mailto:d@e.example, javascript:alert(1) www.f.example.org';
    const page = await opened(transcriptWith([written('a', { text })]));
    const links = [...page.querySelectorAll('a')];
    expect(links.map((link) => link.getAttribute('href'))).to.deep.equal([
      'https://a.example/?b=1&c',
      'https://www.f.example.org/',
    ]);
    expect(links[0]?.rel).to.contain('noreferrer');
    expect(page.querySelector('.text')?.textContent).to.equal(text);
  });

  it('has days as headings, own messages, marks, and what is missing', async () => {
    const rows: TranscriptRow[] = [
      { kind: 'day', day: Date.UTC(2026, 10, 27, 12) },
      written('a', { author: { id: 'ada', name: 'Ada', own: true }, editedAt: 0 }),
      { kind: 'gap' },
      written('b', { removed: true, text: '', plain: '' }),
    ];
    const page = await opened(transcriptWith(rows, { complete: false }));
    expect(page.querySelector('h2')?.textContent).to.match(/2026/);
    expect(page.querySelector('.own .by')?.textContent).to.match(/^Ada \(you\).*Edited$/i);
    expect([...page.querySelectorAll('.note')].map(({ textContent }) => textContent)).to.deep.equal(
      ['Earlier messages could not be loaded.', en.gap],
    );
    expect(page.querySelector('.removed')?.textContent).to.equal(en.removed);
  });

  it('looks readable in light and dark', async () => {
    const html = await asHtml(
      transcriptWith([
        { kind: 'day', day: Date.UTC(2026, 10, 27, 12) },
        written('a', { reactions: [{ emoji: '👍', count: 2 }], replyTo: { id: 'z' } }),
        written('b', { author: { id: 'ada', name: 'Ada', own: true }, text: 'https://a.example' }),
        written('c', { removed: true, text: '', plain: '' }),
      ]),
      FORMATS,
    );
    for (const scheme of ['light', 'dark']) {
      const page = new DOMParser().parseFromString(html, 'text/html');
      const styles = page.querySelector('style')?.textContent ?? '';
      const sheet = new CSSStyleSheet();
      // Within the test's page, as if it was its own.
      sheet.replaceSync(styles.replaceAll(':root', '.page').replace('light dark', scheme));
      document.adoptedStyleSheets = [sheet];
      const area = document.createElement('div');
      area.className = 'page';
      area.append(...page.body.childNodes);
      document.body.append(area);
      await expect(area, scheme).to.be.accessible();
      area.remove();
      document.adoptedStyleSheets = [];
    }
  });
});

describe('a transcript of 10,000 messages', () => {
  const long = transcriptWith(
    Array.from({ length: 10_000 }, (_, index) =>
      written(String(index), { text: 'long '.repeat(300) }),
    ),
  );

  /** How often the page had its turn while something was made. */
  async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
    let [turns, isOver] = [0, false];
    const count = (): void => {
      turns += 1;
      if (!isOver) setTimeout(count);
    };
    setTimeout(count);
    await work();
    isOver = true;
    return turns;
  }

  it('is written in slices, between which the page has its turn', async () => {
    for (const write of [asText, asHtml]) {
      expect(await turnsDuring(() => write(long, FORMATS))).to.be.above(2);
    }
    expect(await turnsDuring(() => asJson(long))).to.be.above(2);
  });

  it('can be stopped', async () => {
    const stopping = new AbortController();
    setTimeout(() => stopping.abort());
    for (const write of [asText, asHtml, printPage]) {
      let error: unknown;
      await write(long, FORMATS, stopping.signal).catch((reason: unknown) => (error = reason));
      expect((error as Error).name).to.equal('AbortError');
    }
    expect(document.querySelector('iframe')).to.equal(null);
  });
});
