const COMMENT_OR_STRING = /\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g;
const STRING = /("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')/;

/**
 * Takes out of a style sheet what means nothing: comments, and white space where it separates nothing. Expressions
 * may be in it: any character that is not white space may stand for one.
 */
export function minifyCss(css: string): string {
  const withoutComments = css.replace(COMMENT_OR_STRING, (found) =>
    found.startsWith('/*') ? ' ' : found,
  );
  return withoutComments
    .split(STRING)
    .map((part, index) => (index % 2 === 1 ? part : tighten(part)))
    .join('')
    .trim();
}

function tighten(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,]) ?/g, '$1')
      .replace(/\( /g, '(')
      .replace(/ (?=[)!])/g, '')
      // Behind a colon alone: before one it means a descendant with that pseudo-class.
      .replace(/: /g, ':')
      .replace(/;+\}/g, '}')
  );
}
