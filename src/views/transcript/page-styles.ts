/**
 * The styles of a transcript's page, in the page's own file and on paper. The look is that of the chat: the sizes, radii and
 * tints of `docs/look.md`, in its own colours.
 */
export const PAGE_STYLES = `
:root {
  color-scheme: light dark;
  --accent: light-dark(#3b5bdb, #4263eb);
  --background: light-dark(#fff, #17181c);
  --text: light-dark(#1c1e26, #e9eaee);
  --muted: color-mix(in oklab, var(--text) 68%, var(--background));
  --border: color-mix(in oklab, var(--text) 14%, var(--background));
  --surface: light-dark(
    color-mix(in oklab, var(--accent) 7%, var(--background)),
    color-mix(in oklab, var(--accent) 14%, var(--background))
  );
  --own: light-dark(
    color-mix(in oklab, var(--accent) 18%, var(--background)),
    color-mix(in oklab, var(--accent) 42%, var(--background))
  );
  --ink: light-dark(oklch(from var(--accent) min(l, 0.5) c h), oklch(from var(--accent) max(l, 0.77) c h));
  font: 15px / 1.45 system-ui, sans-serif;
  color: var(--text);
  background: var(--background);
}
* { box-sizing: border-box; }
body { margin: 0; }
main { max-inline-size: 720px; margin: 0 auto; padding: 32px 16px 64px; }
h1, h2, p, dl, dd, ul, blockquote { margin: 0; padding: 0; }
header { margin-block-end: 24px; padding-block-end: 16px; border-block-end: 1px solid var(--border); }
h1 { font-size: 24px; line-height: 1.3; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 16px; margin-block-start: 8px; font-size: 13px; color: var(--muted); }
dd { overflow-wrap: anywhere; }
h1, dd { text-align: match-parent; }
h2 { margin-block: 32px 8px; font-size: 12px; font-weight: 600; color: var(--muted); text-align: center; break-after: avoid; }
.note { margin-block: 16px; font-size: 13px; color: var(--muted); text-align: center; }
article { display: flow-root; margin-block-start: 12px; max-inline-size: 85%; inline-size: fit-content; break-inside: avoid; }
article.own { margin-inline-start: auto; }
.by { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 8px; padding-inline: 12px; font-size: 12px; color: var(--muted); }
.by b { font-size: 13px; font-weight: 600; overflow-wrap: anywhere; }
.bubble { margin-block-start: 2px; padding: 7px 12px; border-radius: 16px; background: var(--surface); overflow-wrap: anywhere; }
.own .bubble { background: var(--own); }
.text { white-space: pre-wrap; unicode-bidi: plaintext; text-align: start; }
blockquote { margin-block-end: 4px; padding: 2px 8px; border-inline-start: 3px solid var(--ink); font-size: 13px; color: var(--muted); }
.removed { font-style: italic; color: var(--muted); }
ul { list-style: none; font-size: 13px; }
.text + ul { margin-block-start: 4px; }
.reactions { display: flex; flex-wrap: wrap; gap: 4px; margin-block-start: 4px; padding-inline: 4px; font-size: 12px; }
.reactions span { padding: 2px 8px; border: 1px solid var(--border); border-radius: 16px; }
a { color: var(--ink); }
@media (forced-colors: active) { .bubble { border: 1px solid CanvasText; } }
@media print {
  :root { color-scheme: light; --surface: #fff; --own: #fff; --ink: #000; --text: #000; --background: #fff; font-size: 11pt; }
  main { max-inline-size: none; padding: 0; }
  .bubble { border: 1px solid #bbb; }
  .own .bubble { border-width: 2px; }
  a { text-decoration: underline; }
}
`;
