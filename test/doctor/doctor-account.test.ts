import { execFile } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { checkAccount, checkEnvironment } from '../../src/doctor/index.js';
import { patients, problemsIn } from './patients.js';

const ACCOUNT = { cacheName: 'instant-messaging', room: 'lobby', now: Date.now };

describe('momento-chat doctor', () => {
  const world = patients();

  it('checks an account', async () => {
    const at = (getAuthToken: string, port: number) => ({
      getAuthToken: () => getAuthToken,
      getTokenEndpoint: () => `127.0.0.1:${port}`,
      isTokenEndpointSecure: () => false,
    });
    expect(
      problemsIn(await checkAccount(at(world.engine.apiKey, world.engine.grpcPort), ACCOUNT)),
    ).toEqual([]);
    const [key] = problemsIn(await checkAccount(at('another key', world.engine.grpcPort), ACCOUNT));
    expect(key).toMatch(/does not accept the API key.*MOMENTO_API_KEY=…/s);
    expect(key).not.toContain('another key');
    const [away] = problemsIn(await checkAccount(at(world.engine.apiKey, 9), ACCOUNT));
    expect(away).toMatch(/cannot be reached.*MOMENTO_ENDPOINT=…/s);
    const [cache] = problemsIn(
      await checkAccount(at(world.engine.apiKey, world.engine.grpcPort), {
        ...ACCOUNT,
        cacheName: 'other',
      }),
    );
    expect(cache).toMatch(/no cache other/);
  });

  it.each([
    [{ MOMENTO_API_KEY: 'k' }, /MOMENTO_ENDPOINT is not set.*MOMENTO_ENDPOINT=…/s],
    [{ MOMENTO_ENDPOINT: 'e' }, /MOMENTO_API_KEY is not set.*MOMENTO_API_KEY=…/s],
    [
      { MOMENTO_API_KEY: 'secret-key', MOMENTO_ENDPOINT: 'cell.example' },
      /not an API key of version 2/,
    ],
  ])('checks the environment %j', async (environment, expected) => {
    const [found = ''] = problemsIn(await checkEnvironment(environment, ACCOUNT));
    expect(found).toMatch(expected);
    expect(found).not.toContain('secret-key');
  });

  describe('as a command', () => {
    function run(...args: string[]): Promise<{ code: number; output: string }> {
      const line = ['--import', 'tsx', 'src/cli/momento-chat.ts', 'doctor', ...args];
      const env = { ...process.env, MOMENTO_API_KEY: '', MOMENTO_ENDPOINT: '' };
      return new Promise((resolve) => {
        execFile(process.execPath, line, { env }, (error, stdout, stderr) => {
          resolve({
            code: typeof error?.code === 'number' ? error.code : 0,
            output: stdout + stderr,
          });
        });
      });
    }

    it('ends with 0 if all is well', async () => {
      const { code, output } = await run('--url', await world.serve(world.endpoint()));
      expect({ code, output }).toEqual({
        code: 0,
        output: expect.stringMatching(/^(ok {7}\S.*\n){6}$/) as string,
      });
    });

    it('ends with 1 and the line to change if there is a problem', async () => {
      const { code, output } = await run(
        '--url',
        await world.serve(world.endpoint({ cacheName: 'other' })),
      );
      expect(code).toBe(1);
      expect(output).toMatch(/^PROBLEM {2}There is no cache other.*\n {9}Change: cacheName/m);
    });

    it.each([
      [['--url', 'nowhere'], '--url takes'],
      [['--origin', 'http://a.example/path'], '--origin takes'],
      [[], 'there is nothing to check'],
    ])('ends with 2 for the line %j', async (args, reason) => {
      const { code, output } = await run(...args);
      expect({ code, output }).toEqual({
        code: 2,
        output: expect.stringContaining(reason) as string,
      });
    });
  });
});
