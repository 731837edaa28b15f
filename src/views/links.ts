/** A web or mail address in a text. */
export interface Link {
  readonly start: number;
  readonly end: number;
  /** Normalised by the platform's URL parser. */
  readonly href: string;
}

/** Letters of scripts with upper and lower case, all of which put spaces between words; digits. */
const WORD = String.raw`[\p{LC}\p{N}_]`;
/** No address begins directly after one of these: it would be in the middle of a word. */
const JOINT = String.raw`[\p{LC}\p{N}_.+~@%\/\-]`;
/** Characters of a host, a port and a user name, without invisible ones. */
const NAME = String.raw`[[\p{L}\p{N}\p{M}_.:@\-]--\p{DI}]`;
/** The rest of a host; also a `%` or invisible character after it, which would make it another host than it reads. */
const HOST = String.raw`${NAME}*)([%\p{DI}])?`;
/** The part of a mail address before the @. */
const MAILBOX = String.raw`${WORD}(?:[\p{LC}\p{N}_+~\-]|[.'](?=${WORD}))*`;
/** The part after it. The last label has one script: it ends where Japanese text follows. */
const DOMAIN = String.raw`(?:[\p{L}\p{N}\-]+\.)+(?:[a-z][a-z\d\-]*[a-z\d]|\p{L}{2,})(?![a-z\d@\p{DI}])`;

/**
 * The beginning of an address, up to the end of its host: with a scheme, with “www.”, with or without “mailto:”. There
 * are never two ways to match the same characters: a stored text of 128 KB may be crafted to make matching slow. Built
 * at run time: older syntax checkers do not know the flag.
 */
const BEGINNING = String.raw`(?<![\p{LC}\p{N}])(https?:\/\/(?:\[[\da-f:.]+\])?${HOST}|(?<!${JOINT}'?)(?:(www\.${HOST}|(mailto:)?${MAILBOX}@${DOMAIN})`;
/** Every address has one of these. Without any, the beginning need not be compiled, which takes 30 ms. */
const MAY_BEGIN = /\/\/|www\.|@/i;
let beginning: RegExp | undefined;

/**
 * The end of an address: a space; a character that URLs escape; punctuation of other languages, except marks that
 * occur in names; an invisible character, except those that join letters or select an emoji's look.
 */
const STOP = new RegExp(
  String.raw`[\s\p{Cc}<>"\`\|\\\^[[\p{P}\p{DI}]--[\p{ASCII}\p{Pd}’·・׳״\p{Join_C}\p{VS}]]]`,
  'v',
);

/**
 * A last label with two scripts: the second one is the sentence, in a language that writes no spaces. Case-sensitive:
 * ignoring case, the Kelvin sign and the long s, which are not ASCII, would match "k" and "s".
 */
const OTHER_SCRIPT = /(\.\w+)\P{ASCII}[^.:@]*$/u;

/** “www.” needs two more labels: “www.word” is no address. */
const DOMAIN_OF_THREE = /www\.[^./]+\../;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** At the end of an address, these belong to the sentence around it. */
const PUNCTUATION = ".,;:!?*_~'’–—([{";

/** Finds the web and mail addresses in a text. */
export function* findLinks(text: string): Generator<Link> {
  if (!MAY_BEGIN.test(text)) return;
  beginning ??= new RegExp(BEGINNING, 'giv');
  let end = 0;
  for (;;) {
    beginning.lastIndex = end;
    const match = beginning.exec(text);
    if (!match) return;
    const { index: start } = match;
    const [found, web, webIsOther, www, wwwIsOther, mailto] = match;
    end = start + found.length;
    if (webIsOther ?? wwwIsOther) continue;
    end = start + found.replace(OTHER_SCRIPT, '$1').length;
    const goesOn = web || www ? '/?#' : mailto ? '?' : '';
    if (goesOn.includes(text.charAt(end))) end = endOf(text, end);
    const address = trim(text.slice(start, end));
    const href = hrefOf((www ? 'https://' : web || mailto ? '' : 'mailto:') + address);
    if (href === undefined || (www && !DOMAIN_OF_THREE.test(href))) continue;
    end = start + address.length;
    yield { start, end, href };
  }
}

/** The end of an address whose host ends at `from`. A closing bracket without an opening one in it ends it. */
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

/** @returns undefined for an invalid address, and for one with a user name, which readers take for the host */
function hrefOf(address: string): string | undefined {
  try {
    const url = new URL(address);
    return url.username || url.password ? undefined : url.href;
  } catch {
    return undefined; // Not a valid address.
  }
}
