import fc, { type Arbitrary } from 'fast-check';

/*
 * Hostile texts and JSON. All JSON is built as text, so that invalid JSON, numbers out of range and duplicate keys are
 * possible.
 */

/** Each calls an undefined function, so that its execution throws an error that the run detects. */
const PAYLOADS = [
  '<img src=x onerror=pwned()>',
  '<script>pwned()</script>',
  '"><svg onload=pwned()>',
  '</textarea><iframe srcdoc="<script>pwned()</script>">',
  '<a href="javascript:pwned()">click</a>',
  '<style>*{background:url(https://evil.example/)}</style>',
  '<!--?lit$123456789$--><?lit$0$>',
  '${pwned()} {{constructor.constructor("pwned()")()}}',
  "'+pwned()+'",
  ']]>--></template></script>',
  'javascript:pwned()',
  'JaVaScRiPt\t:pwned() vbscript:pwned()',
  'data:text/html,<script>pwned()</script>',
  'https://evil.example/"onmouseover="pwned()',
  "https://evil.example/'><img src=x onerror=pwned()>",
  'https://javascript:pwned()@evil.example',
  'http://[::1 https://%zz https://\u202emoc.elgoog http://0x7f.1/ https://xn--/',
  'mailto:a@b.example?subject=<script>pwned()</script>&bcc=all',
  `https://evil.example/${'('.repeat(40)}${')'.repeat(40)}${'.'.repeat(40)}`,
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
];

const BIDI = [...'\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069'];
const INVISIBLE = [
  ...'\0\u0001\b\t\n\r\u001b\u0085\u00ad\u200b\u200d\u2028\u2029\ufeff\ufffe\uffff',
];
/** Halves of surrogate pairs. */
const HALVES = ['\ud800', '\udbff', '\udc00', '\udfff'];
const MARKS = [...'\u0300\u0301\u0316\u0334\u0489\u20dd\u0e49\u064b'];
const WORDS = ['hello', 'مرحبا', 'שלום', '漢字', 'ß', '👩‍👩‍👧‍👦', '🏳️‍🌈', ' ', '1'];

const short = fc.string({ unit: 'grapheme', maxLength: 12 });

function joined(parts: readonly string[], maxLength: number): Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...parts), { minLength: 1, maxLength })
    .map((chosen) => chosen.join(''));
}

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...PAYLOADS) },
  { weight: 3, arbitrary: short },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 2, arbitrary: joined([...BIDI, ...WORDS], 20) },
  { weight: 1, arbitrary: joined([...INVISIBLE, ...WORDS], 20) },
  { weight: 1, arbitrary: joined([...HALVES, ...WORDS], 12) },
  { weight: 1, arbitrary: joined([...MARKS, 'e', 'Z'], 80) },
  { weight: 1, arbitrary: fc.webUrl({ withQueryParameters: true, withFragments: true }) },
);

/** Any text, rarely a long one. */
export const text: Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: piece },
  { weight: 4, arbitrary: fc.tuple(piece, piece, piece).map((parts) => parts.join(' ')) },
  {
    weight: 1,
    arbitrary: fc.tuple(piece, fc.integer({ min: 2, max: 300 })).map(([it, n]) => it.repeat(n)),
  },
);

/** Numbers, some of them invalid in JSON. */
const NUMBERS = [
  ...['0', '-0', '-1', '1', '1.5', '1e309', '-1e309', '1e-400', '9007199254740991'],
  ...['9007199254740993', '8640000000000000', '8640000000000001', '-8640000000000000'],
  ...['1e21', 'NaN', 'Infinity', '0x10', '01', '1_000', '4294967296', '-2147483649'],
];

const POLLUTING = [
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '[{"__proto__":{"polluted":1}}]',
];

/** JSON that is mostly of the wrong type for its place. */
export const wrongJson: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 3, arbitrary: text.map((value) => JSON.stringify(value)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('null', 'true', 'false', '""', '[]', '{}', ...POLLUTING),
  },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 2, max: 400 }).map((n) => '['.repeat(n) + ']'.repeat(n)),
  },
);

/** @param right the valid value, as JSON */
export function field(right: Arbitrary<string>, wrongness = 1): Arbitrary<string> {
  return fc.oneof({ weight: 4, arbitrary: right }, { weight: wrongness, arbitrary: wrongJson });
}

/** An object with these fields: some missing, some duplicated, with additional ones. */
export function object(fields: Readonly<Record<string, Arbitrary<string>>>): Arbitrary<string> {
  const known = Object.entries(fields).map(([key, value]) =>
    fc.tuple(fc.constant(key), fc.option(value, { freq: 6 })),
  );
  const others = fc.array(
    fc.tuple(
      fc.oneof(fc.constantFrom('__proto__', 'constructor', ...Object.keys(fields)), text),
      wrongJson,
    ),
    { maxLength: 2 },
  );
  return fc.tuple(fc.tuple(...known), fc.option(others, { freq: 2 })).map(([pairs, more]) => {
    const all = [...pairs, ...(more ?? [])].filter(([, value]) => value !== null);
    return `{${all.map(([key, value]) => `${JSON.stringify(key)}:${String(value)}`).join(',')}}`;
  });
}

const change = fc.record({
  kind: fc.constantFrom('cut', 'insert', 'repeat', 'drop', 'swap'),
  /** The position, as a fraction of the length. */
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 30 }),
  text: fc.oneof(piece, fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', '\\u', '\0')),
});

/** The same text with a few random changes. */
export function mutated(source: Arbitrary<string>): Arbitrary<string> {
  return fc.tuple(source, fc.array(change, { minLength: 1, maxLength: 3 })).map(([it, changes]) =>
    changes.reduce((current, { kind, from, length, text }) => {
      const start = Math.floor(from * current.length);
      const end = start + length;
      const [before, part, after] = [
        current.slice(0, start),
        current.slice(start, end),
        current.slice(end),
      ];
      switch (kind) {
        case 'cut':
          return before;
        case 'insert':
          return before + text + part + after;
        case 'repeat':
          return before + part.repeat(3) + after;
        case 'drop':
          return before + after;
        default:
          return before + text + after;
      }
    }, it),
  );
}

/** A deeply nested or very long text of about this many characters. */
export function enormous(length: number): Arbitrary<string> {
  const deep = fc
    .constantFrom('[', '{"a":', '[{"message":', '{"message":', '{"type":', '"', '[[[1,')
    .map((start) => start.repeat(Math.floor(length / start.length)));
  const long = piece.map((it) =>
    (it || ' ').repeat(Math.ceil(length / (it.length || 1))).slice(0, length),
  );
  const inMessage = fc
    .tuple(long, fc.constantFrom('message', 'username', 'id', 'avatarUrl', 'type'))
    .map(([value, key]) => JSON.stringify({ message: 'm', [key]: value.slice(0, length / 2) }));
  return fc.oneof(deep, long, inMessage);
}
