/** A tag as a whole, with its quoted values; a comment; or the text up to the next one. */
const PART = /<!--[\s\S]*?-->|<\/?[a-zA-Z](?:"[^"]*"|'[^']*'|[^'">])*>|[^<]+|</g;

/** Inside of a tag: a quoted value, or white space. */
const IN_TAG = /"[^"]*"|'[^']*'|\s+/g;

/**
 * Makes one space of any white space in a template's tags and texts: browsers show as much. No template may have
 * text that is laid out by its white space, which none of ours has: `pre-wrap` is for what people write.
 */
export function minifyHtml(html: string): string {
  return html.replace(PART, (part) => {
    if (part.startsWith('<!--')) return part;
    if (!part.startsWith('<')) return part.replace(/\s+/g, ' ');
    const tag = part.replace(IN_TAG, (piece) => (/^["']/.test(piece) ? piece : ' '));
    return tag.replace(/ (?=\/?>$)/, '');
  });
}
