const COMMENT_OR_STRING = /\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g;
const STRING = /("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')/;

/**
 * Removes comments and insignificant white space from a style sheet. The text may hold placeholders of expressions: any
 * character that is not white space is kept.
 */
export function minifyCss(css: string): string {
  const withoutComments = css.replace(COMMENT_OR_STRING, (found) =>
    found.startsWith('/*') ? ' ' : found,
  );
  return withoutComments
    .split(STRING)
    .map((part, index) => (index % 2 === 1 ? part : collapseSpace(part)))
    .join('')
    .trim();
}

function collapseSpace(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,]) ?/g, '$1')
      .replace(/\( /g, '(')
      .replace(/ (?=[)!])/g, '')
      // Only after a colon: before one, a space is the descendant combinator (`.a :hover`).
      .replace(/: /g, ':')
      .replace(/;+\}/g, '}')
  );
}
