import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SCRIPT = resolve('create-momento-chat/create.mjs');
/** Gives a command a terminal: part of util-linux, which every Linux has. */
const TERMINAL = '/usr/bin/script';

describe.skipIf(process.platform !== 'linux' || !existsSync(TERMINAL))(
  'create-momento-chat in a terminal',
  () => {
    let folder: string;

    beforeEach(async () => {
      folder = await realpath(await mkdtemp(join(tmpdir(), 'momento-chat-asks-')));
    });

    afterEach(() => rm(folder, { recursive: true }));

    /** Answers each question once it is asked. @returns all that the terminal shows */
    async function run(
      args: readonly string[],
      answers: readonly (readonly [question: RegExp, answer: string])[],
    ): Promise<{ code: number; shown: string }> {
      const line = [process.execPath, SCRIPT, ...args].join(' ');
      const child = spawn(TERMINAL, ['-qefc', line, '/dev/null'], {
        cwd: folder,
        env: { ...process.env, NO_COLOR: '1', TERM: 'dumb' },
      });
      let shown = '';
      const waiting = [...answers];
      child.stdout.on('data', (chunk: Buffer) => {
        shown += chunk.toString();
        const next = waiting[0];
        if (!next?.[0].test(shown)) return;
        child.stdin.write(next[1]);
        waiting.shift();
      });
      const [code] = (await once(child, 'close')) as [number];
      expect(waiting).toEqual([]);
      return { code, shown };
    }

    it('asks for the folder and the template', async () => {
      const { code, shown } = await run(
        [],
        [
          [/Folder\? \(my-chat\) $/, 'town\r'],
          [/Template: plain, moderated, .+\? \(plain\) $/, 'moderated\r'],
        ],
      );
      expect(code).toBe(0);
      expect(shown).toContain('cd town');
      expect(await readFile(join(folder, 'town/server.mjs'), 'utf8')).toContain('createModerator');
    });

    it('takes what it proposes where nothing is typed, and asks only for what was left out', async () => {
      const { code, shown } = await run(['here'], [[/Template: .+\? \(plain\) $/, '\r']]);
      expect(code).toBe(0);
      expect(shown).not.toContain('Folder?');
      expect(await readFile(join(folder, 'here/public/index.html'), 'utf8')).toContain('Lobby');
    });

    it('asks again after an answer that cannot be used', async () => {
      const { code, shown } = await run(
        [],
        [
          [/Folder\? .+ $/, 'My Chat\r'],
          [/take small letters[^]+Folder\? .+ $/, 'mine\r'],
          [/Template: .+ $/, 'plane\r'],
          [/there are: plain, moderated[^]+Template: .+ $/, 'plain\r'],
        ],
      );
      expect(code).toBe(0);
      expect(shown).toContain('cd mine');
    });

    it('makes nothing where the person gives up', async () => {
      const { code } = await run([], [[/Folder\? .+ $/, '\u0003']]);
      expect(code).not.toBe(0);
      expect(existsSync(join(folder, 'my-chat'))).toBe(false);
    });
  },
);
