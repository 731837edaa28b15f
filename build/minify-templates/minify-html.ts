/** A comment, a whole tag with its quoted values, or text. */
const PART = /<!--[\s\S]*?-->|<\/?[a-zA-Z](?:"[^"]*"|'[^']*'|[^'">])*>|[^<]+|</g;

/** Within a tag: a quoted value, or white space. */
const IN_TAG = /"[^"]*"|'[^']*'|\s+/g;

/**
 * Collapses white space in tags and text to one space, as browsers do when they lay out text. Do not put preformatted
 * text into a template: only expressions, which stay unchanged, are shown with `pre-wrap`.
 */
export function minifyHtml(html: string): string {
  return html.replace(PART, (part) => {
    if (part.startsWith('<!--')) return part;
    if (!part.startsWith('<')) return part.replace(/\s+/g, ' ');
    const tag = part.replace(IN_TAG, (piece) => (/^["']/.test(piece) ? piece : ' '));
    return tag.replace(/ (?=\/?>$)/, '');
  });
}
