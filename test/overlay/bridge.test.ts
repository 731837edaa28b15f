import { describe, expect, it } from 'vitest';
import { type BridgedChat, type BridgeOptions, connectBridge } from '../../src/overlay/bridge.js';

describe('connectBridge', () => {
  // The options are checked before the chat or a window is used.
  const chat = {} as BridgedChat;

  it.each(['*', 'null', 'game.example', 'https://game.example/play', 'https://*.example', ''])(
    'refuses the allowed origin "%s"',
    (entry) => {
      const options: BridgeOptions = { allowedOrigins: ['https://game.example', entry] };
      expect(() => connectBridge(chat, options)).toThrow(
        expect.objectContaining({
          name: 'ChatError',
          code: 'configuration-invalid',
          message: expect.stringContaining(`unable to allow ${JSON.stringify(entry)}`) as string,
        }),
      );
    },
  );
});
