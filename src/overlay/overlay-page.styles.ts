/**
 * The page is the chat's and the game's: no margin, and the game shows where the chat is not.
 *
 * As a sheet of the document's and not a style element, which strict content security policies forbid.
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
