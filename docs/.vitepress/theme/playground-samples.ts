/** A page to begin with. */
export interface Sample {
  readonly name: string;
  readonly title: string;
  readonly html: string;
}

const SCRIPT = '<script type="module" src="/playground/momento-chat.js"></script>';

function page(style: string, body: string): string {
  return `<!doctype html>
<html lang="en">
  <meta name="color-scheme" content="light dark" />
  ${SCRIPT}
  <style>
${style.trim().replace(/^/gm, '    ')}
  </style>
${body.trim().replace(/^/gm, '  ')}
</html>
`;
}

const FULL_HEIGHT = `body { margin: 0; }
momento-chat { height: 100vh; }`;

export const SAMPLES: readonly Sample[] = [
  {
    name: 'inline',
    title: 'In a page',
    html: page(
      FULL_HEIGHT,
      `<momento-chat
  room="lobby"
  token-url="/playground/token"
  signals="typing read"
></momento-chat>`,
    ),
  },
  {
    name: 'colours',
    title: 'In your colours',
    html: page(
      `${FULL_HEIGHT}
momento-chat {
  --momento-chat-accent: #0b7285;
  --momento-chat-radius: 6px;
  --momento-chat-font: Georgia, serif;
}
momento-chat::part(author) { font-style: italic; }`,
      `<momento-chat room="colours" token-url="/playground/token" theme="light">
  <b slot="header">In your colours</b>
</momento-chat>`,
    ),
  },
  {
    name: 'launcher',
    title: 'In a corner',
    html: page(
      'body { font: 16px/1.5 system-ui; }',
      `<h1>A shop</h1>
<momento-chat
  room="shop"
  token-url="/playground/token"
  variant="launcher"
  suggestions="Where is my order?|I want to return something"
>
  <p slot="greeting">Hello! How can we help?</p>
</momento-chat>`,
    ),
  },
  {
    name: 'script',
    title: 'With a script',
    html: page(
      `${FULL_HEIGHT}
momento-chat { height: 80vh; }`,
      `<momento-chat room="script" token-url="/playground/token"></momento-chat>
<p><output></output></p>
<script type="module">
  const chat = document.querySelector('momento-chat');
  const output = document.querySelector('output');
  chat.strings = { composerPlaceholder: 'Say something nice' };
  chat.addEventListener('momento-chat-before-send', (event) => {
    event.text = event.text.replace(/darn/gi, 'd***');
  });
  chat.addEventListener('momento-chat-message', ({ message }) => {
    output.value = \`\${message.author.name} wrote \${message.text.length} characters\`;
  });
</script>`,
    ),
  },
];
