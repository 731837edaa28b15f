/**
 * The page's style: no margin, and a transparent background, so that the game shows beside the chat.
 *
 * It is a constructed style sheet, since strict content security policies forbid style elements.
 */
export function overlayPageStyles(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    html,
    body {
      margin: 0;
      block-size: 100%;
      background: transparent;
    }
  `);
  return sheet;
}
