/** What stands in for an `index.html` that the folder does not have: a room, and how to get another person into it. */
export const DEV_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>momento-chat</title>
    <style>
      body { box-sizing: border-box; display: grid; grid-template-rows: auto 1fr; gap: 1rem; max-width: 40rem; height: 100dvh; margin: 0 auto; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; }
      p { margin: 0; }
      momento-chat { min-height: 0; }
    </style>
    <script type="module" src="/momento-chat/momento-chat-developer.js"></script>
    <script type="module" src="/momento-chat/momento-chat.js"></script>
  </head>
  <body>
    <p>This page stands in until the folder has an <code>index.html</code>. A private window is another guest.</p>
    <momento-chat room="lobby" token-url="/momento-token"></momento-chat>
  </body>
</html>
`;
