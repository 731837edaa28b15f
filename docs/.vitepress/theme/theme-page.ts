/** What the page about themes shows its chat in: a page of its own, as a visitor has it. */
export const THEME_PAGE = `<!doctype html>
<html lang="en">
  <meta name="viewport" content="width=device-width, initial-scale=1" />
  <style>
    body { margin: 0; min-height: 100vh; background: Canvas; }
    momento-chat:is([variant='inline'], :not([variant])) { height: 100vh; }
    body:has([variant='overlay']) {
      background: linear-gradient(#3f6aa8, #a9bfd6 55%, #5f8f5a 55.5%, #2f5a3a);
    }
    momento-chat[variant='overlay'] { position: fixed; inset: auto 16px 16px; }
  </style>
  <momento-chat room="looks" token-url="/playground/token?user=ada">
    <b slot="header">Your company</b>
  </momento-chat>
  <script type="module" src="/playground/momento-chat.js"></script>
</html>
`;

export const CHOICES = {
  theme: ['auto', 'light', 'dark'],
  variant: ['inline', 'launcher', 'overlay'],
  dir: ['ltr', 'rtl'],
} as const;

export type Choice = keyof typeof CHOICES;
export type Chosen = { [K in Choice]: (typeof CHOICES)[K][number] };

export const DEFAULTS: Chosen = { theme: 'auto', variant: 'inline', dir: 'ltr' };

/** The lines for a page, with the attributes that differ from the defaults. */
export function toHtml(chosen: Chosen): string {
  const attributes = (Object.keys(CHOICES) as Choice[])
    .filter((name) => chosen[name] !== DEFAULTS[name])
    .map((name) => `\n  ${name}="${chosen[name]}"`);
  return `<script type="module" src="/momento-chat.js"></${'script'}>
<momento-chat
  room="lobby"
  token-url="/momento-token"${attributes.join('')}
></momento-chat>`;
}
