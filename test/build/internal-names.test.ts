import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { INTERNAL_NAMES } from '../../build/internal-names.js';

describe('the names that the bundle shortens', () => {
  it('are used by no module outside the bundle and are not public', () => {
    const files = ['src/transport/relay', 'src/overlay', 'src/localization'].flatMap((folder) =>
      readdirSync(folder).map((name) => `${folder}/${name}`),
    );
    files.push(
      'src/element/events.ts',
      'src/protocol/errors.ts',
      'src/element/chat-properties.ts',
      'src/element/relay-chat-element.ts',
      'src/momento-chat-relay.ts',
      'src/protocol/relay.ts',
      'src/session/session.ts',
    );
    const used = files.flatMap((file) => {
      const words = new Set(readFileSync(file, 'utf8').match(/(?<=[.{] ?)\w+|\w+(?=\??:|\()/g));
      return INTERNAL_NAMES.filter((name) => words.has(name)).map((name) => `${file}: ${name}`);
    });
    expect(used).toEqual([]);
  });
});
