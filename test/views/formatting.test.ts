import { describe, expect, it } from 'vitest';
import type { Mention } from '../../src/protocol/message.js';
import { compose, findSpans, type Span } from '../../src/views/formatting.js';

const SHORT: Readonly<Record<Span['kind'], string>> = {
  '*': 'b',
  _: 'i',
  '~': 's',
  '`': 'code',
  '```': 'pre',
  link: 'a',
  mention: 'm',
};

/** The text as HTML, unescaped. */
function shown(text: string, mentions: readonly Mention[] = [], isFormatted = true): string {
  return compose<string>(
    text,
    findSpans(text, mentions, isFormatted),
    ({ kind }, content) => `<${SHORT[kind]}>${content.join('')}</${SHORT[kind]}>`,
  ).join('');
}

/** Texts, and how they are shown; without a second one, as they are. */
type Table = readonly (readonly [text: string, shown?: string])[];

const TABLES: Readonly<Record<string, Table>> = {
  'is bold, italic, struck or code between markers': [
    [
      '*bold* _italic_ ~struck~ `code`',
      '<b>bold</b> <i>italic</i> <s>struck</s> <code>code</code>',
    ],
    ['so *two words* here', 'so <b>two words</b> here'],
    ['*a* and *b*', '<b>a</b> and <b>b</b>'],
    ['*a*, (*b*)! "*c*"; *d*-*e*', '<b>a</b>, (<b>b</b>)! "<b>c</b>"; <b>d</b>-<b>e</b>'],
    ["*Ada*'s", "<b>Ada</b>'s"],
    ['*1* *a1* *1a*', '<b>1</b> <b>a1</b> <b>1a</b>'],
    ['*$5* *5€* *50%* *C++* *#1*', '<b>$5</b> <b>5€</b> <b>50%</b> <b>C++</b> <b>#1</b>'],
    ['*"so"* *(so)* *so!* *so?* *so…*', '<b>"so"</b> <b>(so)</b> <b>so!</b> <b>so?</b> <b>so…</b>'],
    ['*¿qué?* _¡sí!_', '<b>¿qué?</b> <i>¡sí!</i>'],
    ['*--flag* *.env* *-5* *./up*', '<b>--flag</b> <b>.env</b> <b>-5</b> <b>./up</b>'],
    ['*🎉 yes* *ok 👍️* 👍️*so* *1️⃣*', '<b>🎉 yes</b> <b>ok 👍️</b> 👍️<b>so</b> <b>1️⃣</b>'],
    ['*été* _Straße_ ~Ελλάδα~', '<b>été</b> <i>Straße</i> <s>Ελλάδα</s>'],
    ['_עברית_ *عربي*', '<i>עברית</i> <b>عربي</b>'],
  ],
  'may have markers inside of markers': [
    ['*bold _both_*', '<b>bold <i>both</i></b>'],
    ['*_~all~_*', '<b><i><s>all</s></i></b>'],
    ['_a *b* ~c~ d_', '<i>a <b>b</b> <s>c</s> d</i>'],
    ['*see `a*b` now*', '<b>see <code>a*b</code> now</b>'],
    ['*_a*_', '<b>_a</b>_'],
    ['_a *b_ c*', '<i>a *b</i> c*'],
    ['*a *b*', '*a <b>b</b>'],
    ['_a *b_ *c*', '<i>a *b</i> <b>c</b>'],
    ['*a _b *c* d_', '*a <i>b <b>c</b> d</i>'],
  ],
  'keeps markers that are no markers': [
    ['snake_case_name and another_one_'],
    ['_private and __init__.py'],
    ['2*3*4 and 2 * 3 * 4 and a*b*c'],
    ['~/path and ~/other, ~5 to ~10'],
    ['* a list\n* of things'],
    ['* item *one* of it', '* item <b>one</b> of it'],
    ['- a\n> quoted\n1. b\n# c'],
    ['*'],
    ['* *'],
    ['** ___ ~~~~ *** `` ```'],
    ['**bold** __bold__ ~~struck~~'],
    ['*open _open ~open `open'],
    ['a footnote* and another*'],
    ['*2*3 is bold*', '<b>2*3 is bold</b>'],
    ['_a_b is_', '<i>a_b is</i>'],
    ['don`t and won`t'],
    ['f*ck and sh*t'],
    ['*not\nbold* _not\r\nitalic_ ~not\nstruck~ `not\ncode`'],
    ['1*2*'],
    ['_*~'],
  ],
  'keeps emoticons': [
    ...['^_^', '-_-', ';_;', '._.', '?_?', '@_@', '$_$', '>_<', '*_*', '=_=', '・_・', '+_+'].map(
      (face) => [`(${face}) hello (${face}) ${face} and ${face}`] as const,
    ),
    ['m(_ _)m m(_ _)m'],
    ['(*^_^*) hi (*^_^*)'],
    ['(´・ω・`)(´・ω・`) (´・ω・`)'],
    ['ヽ(*´∀`*)ノ and (*´∀`*)'],
    ['(*ﾟ∀ﾟ*) (*≧▽≦) (*≧▽≦)'],
  ],
  'needs no spaces in scripts that have none': [
    ['これは*重要*です。', 'これは<b>重要</b>です。'],
    ['これは「*重要*」です', 'これは「<b>重要</b>」です'],
    ['ここで`npm start`を実行', 'ここで<code>npm start</code>を実行'],
    ['请*注意*一下', '请<b>注意</b>一下'],
    ['이것은*중요*합니다', '이것은<b>중요</b>합니다'],
    ['นี่คือ*สำคัญ*มาก', 'นี่คือ<b>สำคัญ</b>มาก'],
    ['・*項目*：説明', '・<b>項目</b>：説明'],
    ['*カー*と*ＡＢＣ*', '<b>カー</b>と<b>ＡＢＣ</b>'],
    ['ABC*重要*DEF'],
  ],
  'keeps names joined by underscores, and words drawn out by tildes, in every script': [
    ['山田_太郎_様 会議_最終_版.pdf'],
    ['#東京_大阪_京都 #كلمة_أخرى_هنا #हिंदी_में_लिखें'],
    ['はい~そうです~ 好的~谢谢~ 네~감사합니다~'],
    ['これは _強調_ です ~取消~', 'これは <i>強調</i> です <s>取消</s>'],
  ],
  'keeps code as it is': [
    ['`*a* _b_ ~c~`', '<code>*a* _b_ ~c~</code>'],
    ['`https://a.example/b`', '<code>https://a.example/b</code>'],
    ['`a` `b`', '<code>a</code> <code>b</code>'],
    [
      '`()` `f()` `--x` `*` `a b` `<b>`',
      '<code>()</code> <code>f()</code> <code>--x</code> <code>*</code> <code>a b</code> <code><b></code>',
    ],
    ['``a`` ` a` ` `'],
    ['*a `b* c`', '*a <code>b* c</code>'],
  ],
  'may have blocks of code': [
    ['```\na\n  b\n```', '<pre>a\n  b</pre>'],
    ['```a```', '<pre>a</pre>'],
    ['so\n```\na\n```\nand', 'so\n<pre>a</pre>\nand'],
    ['```js\nlet a = `b*c*`;\n```', '<pre>let a = `b*c*`;</pre>'],
    ['```c++\nint a;\n```', '<pre>int a;</pre>'],
    ['```two words\na```', '<pre>two words\na</pre>'],
    ['```\n\na\n\n```', '<pre>\na\n</pre>'],
    ['```a``` ```b```', '<pre>a</pre> <pre>b</pre>'],
    ['```*a*\nhttps://a.example```', '<pre>*a*\nhttps://a.example</pre>'],
    ['*a ```b``` c*', '*a <pre>b</pre> c*'],
    ['``` ``` ```\n\n```'],
    ['```a'],
    ['```$&$1```', '<pre>$&$1</pre>'],
  ],
  'keeps addresses whole': [
    ['_https://a.example/x_y_z_', '<i><a>https://a.example/x_y_z</a></i>'],
    ['*https://a.example/*b*', '<b><a>https://a.example/*b</a></b>'],
    ['https://a.example/_a_ *b*', '<a>https://a.example/_a</a>_ <b>b</b>'],
    [
      '*see https://a.example/a_b_c?d=*e* now*',
      '<b>see <a>https://a.example/a_b_c?d=*e</a></b> now*',
    ],
    [
      'www.a.example/a_b_c ada_b_c@a.example',
      '<a>www.a.example/a_b_c</a> <a>ada_b_c@a.example</a>',
    ],
    ['https://a.example/`b`', '<a>https://a.example/</a><code>b</code>'],
  ],
};

const mention = (start: number, length: number): Mention => ({ id: 'ada', start, length });

describe('a message’s text', () => {
  for (const [promise, table] of Object.entries(TABLES)) {
    describe(promise, () => {
      it.each(table.map(([text, expected = text]) => ({ text, expected })))(
        '$text',
        ({ text, expected }) => {
          expect(shown(text)).toBe(expected);
        },
      );
    });
  }

  it('has links and mentions only, if it is not formatted', () => {
    const text = '@Ada *a* `b` ```c``` https://a.example/_';
    expect(shown(text, [mention(0, 4)], false)).toBe(
      '<m>@Ada</m> *a* `b` ```c``` <a>https://a.example/</a>_',
    );
  });

  it('has mentions, whose markers are part of the name', () => {
    expect(shown('*@a_b_c* and @*Ada*', [mention(1, 6), mention(13, 6)])).toBe(
      '<b><m>@a_b_c</m></b> and <m>@*Ada*</m>',
    );
  });

  it('has no mentions in code', () => {
    const text = '`@Ada` ```@Ada``` @Ada';
    const mentions = [mention(1, 4), mention(10, 4), mention(18, 4)];
    expect(shown(text, mentions)).toBe('<code>@Ada</code> <pre>@Ada</pre> <m>@Ada</m>');
  });

  it('has no two mentions of the same characters, and none that ends elsewhere', () => {
    const text = '@Ada @Ada';
    expect(shown(text, [mention(0, 4), mention(2, 4), mention(5, 4)])).toBe(
      '<m>@Ada</m> <m>@Ada</m>',
    );
    expect(shown(text, [mention(5, 9)])).toBe(text);
  });

  it('has a bounded number of special pieces', () => {
    for (const piece of ['*a* ', '`a` ', '```a```', 'https://a.example ', '_`a`_ ']) {
      const spans = findSpans(piece.repeat(10_000), [], true);
      expect(spans.length).toBeLessThanOrEqual(200);
    }
    const mentions = Array.from({ length: 10_000 }, (_, index) => mention(2 * index, 1));
    expect(findSpans('@ '.repeat(10_000), mentions, true)).toHaveLength(200);
  });

  it('is nested three deep at most', () => {
    const text =
      '*_~'.repeat(1_000) + 'a' + '~_*'.repeat(1_000) + ' *a _b ~c *d _e ~f~ g_ h* i~ j_ k*';
    let deepest = 0;
    compose<number>(text, findSpans(text, [], true), (_, content) => {
      const depth =
        1 + Math.max(0, ...content.map((piece) => (typeof piece === 'number' ? piece : 0)));
      deepest = Math.max(deepest, depth);
      return depth;
    });
    expect(deepest).toBe(3);
  });

  it('is parsed in linear time', () => {
    // In quadratic time, a million markers would take hours.
    const million = ['*', '_*~', '`', '```', '*a ', '`*_~'];
    // A list holds up to 128 KB.
    const whole = [
      '_',
      '~',
      'a*',
      '*a',
      '_a*',
      '~a _',
      '*_',
      '`a',
      '``` ',
      '*a* ',
      '_*a',
      '*a_b~c`d',
    ];
    whole.push('\n*a', '```a\n', '(*´∀`*)', '-*', '*-', '*.', 'は*', '*は', 'は_', '`)');
    const texts = [
      ...million.map((piece) => piece.repeat(1_000_000 / piece.length)),
      ...whole.map((piece) => piece.repeat(131_072 / piece.length)),
    ];
    for (const text of texts) {
      for (const { end } of findSpans(text, [], true)) expect(end).toBeLessThanOrEqual(text.length);
    }
  }, 60_000);
});
