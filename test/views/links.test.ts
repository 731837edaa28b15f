import { describe, expect, it } from 'vitest';
import { findLinks } from '../../src/views/links.js';

/** The links in a text, each as “text”, or as “text → href” if they differ. */
function linked(text: string): string[] {
  return [...findLinks(text)].map(({ start, end, href }) => {
    const shown = text.slice(start, end);
    return shown === href ? shown : `${shown} → ${href}`;
  });
}

/** Texts, and the links expected in each. */
type Table = readonly (readonly [text: string, ...links: string[]])[];

const A = 'https://a.example/b';

const TABLES: Readonly<Record<string, Table>> = {
  'ends before the punctuation of the sentence around it': [
    [`See ${A}.`, A],
    [`See ${A}, or not`, A],
    [`${A}; ${A}: ${A}`, A, A, A],
    [`${A}! ${A}? ${A}...`, A, A, A],
    [`${A}…`, A],
    [`${A}— ${A}–`, A, A],
    [`*${A}* _${A}_ ~${A}~`, A, A, A],
    ['Is it https://a.example?', 'https://a.example → https://a.example/'],
    ['https://a.example.', 'https://a.example → https://a.example/'],
    ['https://a.example, https://b.example', ...homes('a.example', 'b.example')],
    ['https://a.example,https://b.example', ...homes('a.example', 'b.example')],
    ['https://a.example:', 'https://a.example → https://a.example/'],
    ['https://a.example/?q=1&r=2.', 'https://a.example/?q=1&r=2'],
    ['https://a.example/#top!', 'https://a.example/#top'],
    ['https://a.example/v1.2,3;x=y:z!', 'https://a.example/v1.2,3;x=y:z'],
  ],
  'includes an apostrophe inside, but no quotation mark around it': [
    ["https://en.example/wiki/King_Arthur's_Court", "https://en.example/wiki/King_Arthur's_Court"],
    [
      'https://en.example/wiki/King_Arthur’s_Court',
      'https://en.example/wiki/King_Arthur’s_Court → https://en.example/wiki/King_Arthur%E2%80%99s_Court',
    ],
    [`'${A}'`, A],
    [`'${A}', '${A}'`, A, A],
    [`'${A}'.`, A],
    ["'https://a.example/O'Neill'", "https://a.example/O'Neill"],
    [`"${A}" “${A}” ‘${A}’ „${A}“ «${A}» ‹${A}›`, A, A, A, A, A, A],
    ["https://a.example's", 'https://a.example → https://a.example/'],
  ],
  'includes the brackets that it opens, but none around it': [
    ['https://en.example/wiki/Foo_(bar)', 'https://en.example/wiki/Foo_(bar)'],
    ['(see https://en.example/wiki/Foo_(bar))', 'https://en.example/wiki/Foo_(bar)'],
    ['(see https://en.example/wiki/Foo_(bar)).', 'https://en.example/wiki/Foo_(bar)'],
    [`(${A}) [${A}] {${A}} <${A}>`, A, A, A, A],
    [`(${A}).`, A],
    [`((${A}))`, A],
    [`(${A}), (${A}).`, A, A],
    [`(${A}),and(${A})`, A, A],
    ['https://a.example/x[1](2)', 'https://a.example/x[1](2)'],
    ['https://a.example/x[1]]', 'https://a.example/x[1]'],
    ['https://a.example/{id}', 'https://a.example/{id} → https://a.example/%7Bid%7D'],
    ['https://a.example/b(', A],
    [`[here](${A})`, A],
    [`[here](${A}).`, A],
    [`[${A}](${A})`, A, A],
    [`<a href="${A}">${A}</a>`, A, A],
    [`| ${A} |`, A],
    [`|${A}|`, A],
    [`\`${A}\``, A],
  ],
  'ends where text in a language without spaces continues': [
    [`「${A}」を見て。`, A],
    [`『${A}』（${A}）【${A}】《${A}》〔${A}〕［${A}］`, A, A, A, A, A, A],
    [`${A}、次に${A}。`, A, A],
    [`${A}！${A}？${A}，${A}；${A}：`, A, A, A, A, A],
    ['見てhttps://a.example/b', A],
    ['https://a.exampleを見て', ...homes('a.example')],
    ['www.a.exampleを見て', 'www.a.example → https://www.a.example/'],
    ['https://例え.example도', 'https://例え.example → https://xn--r8jz45g.example/'],
    ['https://a日本.例え.jp/', 'https://a日本.例え.jp/ → https://xn--a-kn6bt1b.xn--r8jz45g.jp/'],
    [`${A}، ${A}؟ ${A}۔ ${A}। ${A}։`, A, A, A, A, A],
    [
      'https://ja.example/ア・イ',
      'https://ja.example/ア・イ → https://ja.example/%E3%82%A2%E3%83%BB%E3%82%A4',
    ],
    ['連絡先はada@a.exampleまで', 'ada@a.example → mailto:ada@a.example'],
    ['（ada@a.example）', 'ada@a.example → mailto:ada@a.example'],
  ],
  'is any valid web address': [
    ['HTTP://A.EXAMPLE/B', 'HTTP://A.EXAMPLE/B → http://a.example/B'],
    ...everyTopLevel((host) => [`https://${host}/b`, `https://${host}/b`]),
    ...everyTopLevel((host) => [`https://${host}`, ...homes(host)]),
    ['HTTPS://A.CO.UK', 'HTTPS://A.CO.UK → https://a.co.uk/'],
    [
      'https://he.example/wiki/צה״ל',
      'https://he.example/wiki/צה״ל → https://he.example/wiki/%D7%A6%D7%94%D7%B4%D7%9C',
    ],
    ['https://例え.jp/', 'https://例え.jp/ → https://xn--r8jz45g.jp/'],
    ['https://bücher.example/ä', 'https://bücher.example/ä → https://xn--bcher-kva.example/%C3%A4'],
    [
      'https://ja.example/wiki/日本語',
      'https://ja.example/wiki/日本語 → https://ja.example/wiki/%E6%97%A5%E6%9C%AC%E8%AA%9E',
    ],
    ['https://ja.example/%E6%97%A5?q=%20', 'https://ja.example/%E6%97%A5?q=%20'],
    ['http://localhost:3000/x', 'http://localhost:3000/x'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080 → http://127.0.0.1:8080/'],
    ['http://[::1]/', 'http://[::1]/'],
    ['(http://[2001:db8::1]:8080/x)', 'http://[2001:db8::1]:8080/x'],
    ['https://a.example:8443?q=1', 'https://a.example:8443?q=1 → https://a.example:8443/?q=1'],
    ['https://a.example#top', 'https://a.example#top → https://a.example/#top'],
    ['https://a.example/~ada/x_y-z', 'https://a.example/~ada/x_y-z'],
    ['https://a_b.a.example/', 'https://a_b.a.example/'],
    ['https://a.example/@ada', 'https://a.example/@ada'],
    ['https://a.example/$&+,;=!*x', 'https://a.example/$&+,;=!*x'],
    [
      'https://web.example/2020/https://a.example/b',
      'https://web.example/2020/https://a.example/b',
    ],
  ],
  'may begin with www.': [
    ['www.a.example', 'www.a.example → https://www.a.example/'],
    ['(see www.a.example/b?c=d#e).', 'www.a.example/b?c=d#e → https://www.a.example/b?c=d#e'],
    ['WWW.A.EXAMPLE', 'WWW.A.EXAMPLE → https://www.a.example/'],
    ...everyTopLevel((host) => [`www.${host}`, `www.${host} → https://www.${host}/`]),
    ['見てwww.a.example', 'www.a.example → https://www.a.example/'],
    ['https://www.a.example/', 'https://www.a.example/'],
    ['www. www.. www.a www.a/b.c.d www', ...[]],
    ['xwww.a.example x.www.a.example ftp://www.a.example éwww.a.example', ...[]],
  ],
  'may be a mail address': [
    ['ada@a.example', 'ada@a.example → mailto:ada@a.example'],
    ...everyTopLevel((host) => [`ada@${host}`, ...mails(`ada@${host}`)]),
    ['ada+news.2@mail.a.example', 'ada+news.2@mail.a.example → mailto:ada+news.2@mail.a.example'],
    ["o'neill_x-y@a-b.example", "o'neill_x-y@a-b.example → mailto:o'neill_x-y@a-b.example"],
    ['Write to ada@a.example.', 'ada@a.example → mailto:ada@a.example'],
    ["<ada@a.example>, 'bob@a.example'", ...mails('ada@a.example', 'bob@a.example')],
    [
      'ada@a.example,bob@a.example;c@a.example',
      ...mails('ada@a.example', 'bob@a.example', 'c@a.example'),
    ],
    ['Mail:ada@a.example', 'ada@a.example → mailto:ada@a.example'],
    ['jürgen@bücher.example', 'jürgen@bücher.example → mailto:j%C3%BCrgen@b%C3%BCcher.example'],
    [
      'ada@例え.テスト',
      'ada@例え.テスト → mailto:ada@%E4%BE%8B%E3%81%88.%E3%83%86%E3%82%B9%E3%83%88',
    ],
    ['ada@a.xn--p1ai', 'ada@a.xn--p1ai → mailto:ada@a.xn--p1ai'],
    ['ada@a.example- ada@a.example_', ...mails('ada@a.example', 'ada@a.example')],
    ['ada@a.example?', 'ada@a.example → mailto:ada@a.example'],
    ['mailto:ada@a.example', 'mailto:ada@a.example'],
    ['(mailto:ada@a.example?subject=hi).', 'mailto:ada@a.example?subject=hi'],
    ['ada@www.a.example', 'ada@www.a.example → mailto:ada@www.a.example'],
    ['ada@localhost @ada ada@ @ a@b.c a@b.1 a@1.2.3.4 a..b@.example a@b..example', ...[]],
    ['ada@a.example@b.example mailto: mailto:ada mailto:@a.example', ...[]],
    ['ftp://ada@a.example/ x/ada@a.example', ...[]],
  ],
  'never leads to another address than it shows': [
    ['https://bank.example@evil.example/', ...[]],
    ['https://bank.example:443@evil.example', ...[]],
    ['https://ada:secret@a.example/b', ...[]],
    ['www.bank.example@evil.example', ...[]],
    ['https://%65vil.example https://bank%2eevil.example', ...[]],
    ['https://bank\u200b.example https://ba\u00adnk.example', ...[]],
    ['https://bank.example\u2060.evil.example https://bank\u3164.example', ...[]],
    ['www.bank\u202e.example ada@a.ex\u200bample', ...[]],
    ['https://bank.example\\@evil.example', ...homes('bank.example')],
    ['https://a.example/b\u202ecod.exe', A],
    ['https://a.example/b\u2066c\u2069', A],
    ['https://a.example/b\u200bc', A],
    ['https://a.example/b\u0000c', A],
    // Persian words and emoji contain zero-width joiners and non-joiners.
    [
      'https://a.example/می\u200cخواهم',
      'https://a.example/می\u200cخواهم → https://a.example/%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D9%85',
    ],
  ],
  'is a complete web or mail address': [
    ['javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd ftp://a.example', ...[]],
    ['java\nscript:alert(1)//https:', ...[]],
    ['JaVaScRiPt:alert`1` data:text/html;base64,PHNjcmlwdD4=', ...[]],
    ['https:// http:// https:/a.example https:a.example ://a.example //a.example', ...[]],
    ['http://[ http://[x] http://[::1 http://a.example:99999/ https://...', ...[]],
    ['xhttps://a.example 1http://a.example éhttps://a.example', ...[]],
  ],
};

/** Domains whose top-level domains begin and end with every letter. */
function everyTopLevel(
  row: (host: string) => readonly [text: string, ...links: string[]],
): (readonly [text: string, ...links: string[]])[] {
  return [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => row(`a.co.${letter}${letter}`));
}

function mails(...addresses: string[]): string[] {
  return addresses.map((address) => `${address} → mailto:${address}`);
}

function homes(...hosts: string[]): string[] {
  return hosts.map((host) => `https://${host} → https://${host}/`);
}

/** Texts that a careless search reads again and again. */
const TEDIOUS = [
  ...[
    "a ) ( ' . @ a@ @a a. .a a' 'a +'a ''a a.b@ a@b. a@b.c 中a@ a@中. % [ [a]( mailto: mailto:a mailto:a@",
  ],
  ...[
    'https:// https://a https://a/ https://a/) https://a@b/ https://[ https://[::1 https://a.example/(',
  ],
  ...['www. www.a www.a/( www.: 中www. \u200b'],
].flatMap((pieces) => pieces.split(' '));

describe('an address in a text', () => {
  it('may be as long as a message', () => {
    const long = `https://a.example/${'b'.repeat(100_000)}?${'c=d&'.repeat(1_000)}e`;
    expect(linked(`(${long}).`)).toEqual([long]);
  });

  it('is found in linear time', () => {
    // A list holds up to 128 KB. In quadratic time, any of these would take minutes.
    for (const piece of TEDIOUS) {
      for (const before of ['', 'https://a.example/', 'a@', 'www.']) {
        const text = `${before}${piece.repeat(131_072 / piece.length)}% `;
        for (const { end } of findLinks(text)) expect(end).toBeLessThan(text.length);
      }
    }
  });

  for (const [promise, table] of Object.entries(TABLES)) {
    describe(promise, () => {
      it.each(table.map(([text, ...links]) => ({ text, links })))('$text', ({ text, links }) => {
        expect(linked(text)).toEqual(links);
      });
    });
  }
});
