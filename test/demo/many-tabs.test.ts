import { describe, expect, it } from 'vitest';
import { say, untilLastTexts } from '../helpers/chat-page.js';
import { useDemo } from './demo-browser.js';

const ADA = 'momento-chat[token-url*=ada]';
const GRACE = 'momento-chat[token-url*=grace]';

describe('the demo in three tabs of one browser', () => {
  const demo = useDemo();

  // Each of the six chats holds a connection, and a browser opens at most six to one host name.
  it('connects all six chats, and lets each send', async () => {
    const tabs = [await demo.open(), await demo.open(), await demo.open()];
    const said: string[] = [];
    for (const [index, tab] of tabs.entries()) {
      for (const [name, chat] of [
        ['Ada', ADA],
        ['Grace', GRACE],
      ] as const) {
        said.push(`${name} in tab ${String(index + 1)}`);
        await say(tab, said.at(-1) ?? '', chat);
        await untilLastTexts(tab, said, chat);
      }
    }
    for (const tab of tabs) await untilLastTexts(tab, said, ADA);
    expect(said).toHaveLength(6);
  });
});
