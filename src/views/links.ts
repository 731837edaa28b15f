/** A part of a text that leads somewhere. */
export interface Link {
  readonly start: number;
  readonly end: number;
  /** As the platform spells it. */
  readonly href: string;
}

/** Letters of scripts that have capitals, all of which write spaces between words; digits. */
const WORD = String.raw`[\p{LC}\p{N}_]`;
/** In the middle of something, directly behind one of these, nothing begins. */
const JOINT = String.raw`[\p{LC}\p{N}_.+~@%\/\-]`;
/** What names a host, a port, and a user: never what cannot be seen. */
const NAME = String.raw`[[\p{L}\p{N}\p{M}_.:@\-]--\p{DI}]`;
/** All of it, and what makes it another one than it reads, if that follows directly. */
const HOST = String.raw`${NAME}*)([%\p{DI}])?`;
/** The part of a mail address before the @. */
const MAILBOX = String.raw`${WORD}(?:[\p{LC}\p{N}_+~\-]|[.'](?=${WORD}))*`;
/** The part behind it. The last label is of one script: it ends where Japanese goes on. */
const DOMAIN = String.raw`(?:[\p{L}\p{N}\-]+\.)+(?:[a-z][a-z\d\-]*[a-z\d]|\p{L}{2,})(?![a-z\d@\p{DI}])`;

/**
 * Where an address begins, up to the end of its host: with a scheme, with “www.”, with or without “mailto:”. Never two
 * ways through the same characters: a stored text may be 128 KB, made to keep this busy. Built at run time: older
 * syntax checkers do not know the flag.
 */
const BEGINNING = new RegExp(
  String.raw`(?<![\p{LC}\p{N}])(https?:\/\/(?:\[[\da-f:.]+\])?${HOST}|(?<!${JOINT}'?)(?:(www\.${HOST}|(mailto:)?${MAILBOX}@${DOMAIN})`,
  'giv',
);

/**
 * Where an address ends: at a space; at signs that it would spell otherwise; at punctuation of other languages, unless
 * names have it, too; at what cannot be seen, but for what joins letters or colours an emoji.
 */
const STOP = new RegExp(
  String.raw`[\s\p{Cc}<>"\`\|\\\^[[\p{P}\p{DI}]--[\p{ASCII}\p{Pd}’·・׳״\p{Join_C}\p{VS}]]]`,
  'v',
);

/**
 * No last label has two scripts: what follows is the sentence, in a language that writes no spaces. The case counts:
 * without it the Kelvin sign and the long s, which are not ASCII, are a "k" and an "s".
 */
const OTHER_SCRIPT = /(\.\w+)\P{ASCII}[^.:@]*$/u;

/** “www.” alone makes no address of a word. */
const DOMAIN_OF_THREE = /www\.[^./]+\../;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Belongs to the sentence around an address, where it stands at its end. */
const PUNCTUATION = ".,;:!?*_~'’–—([{";

/** The addresses in a text, of the web and of mail. */
export function* findLinks(text: string): Generator<Link> {
  let end = 0;
  for (;;) {
    BEGINNING.lastIndex = end;
    const match = BEGINNING.exec(text);
    if (!match) return;
    const { index: start } = match;
    const [beginning, web, webIsOther, www, wwwIsOther, mailto] = match;
    end = start + beginning.length;
    if (webIsOther ?? wwwIsOther) continue;
    end = start + beginning.replace(OTHER_SCRIPT, '$1').length;
    const goesOn = web || www ? '/?#' : mailto ? '?' : '';
    if (goesOn.includes(text.charAt(end))) end = endOf(text, end);
    const address = trim(text.slice(start, end));
    const href = hrefOf((www ? 'https://' : web || mailto ? '' : 'mailto:') + address);
    if (href === undefined || (www && !DOMAIN_OF_THREE.test(href))) continue;
    end = start + address.length;
    yield { start, end, href };
  }
}

/** The end of an address whose host ends at `from`. What closes no bracket of its own closes one around it. */
function endOf(text: string, from: number): number {
  const open: string[] = [];
  let end = from;
  for (const character of text.slice(from)) {
    if (STOP.test(character)) break;
    const closing = CLOSING[character];
    if (closing) open.push(closing);
    else if (')]}'.includes(character) && open.pop() !== character) break;
    end += character.length;
  }
  return end;
}

function trim(address: string): string {
  let end = address.length;
  while (PUNCTUATION.includes(address.charAt(end - 1))) end -= 1;
  return address.slice(0, end);
}

/** @returns undefined for what is no address, and for one that names a user: it reads as if that were the host */
function hrefOf(address: string): string | undefined {
  try {
    const url = new URL(address);
    return url.username || url.password ? undefined : url.href;
  } catch {
    return undefined; // No address: not a fault.
  }
}
