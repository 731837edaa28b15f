import { execFile } from 'node:child_process';
import { describe, expect, it } from 'vitest';

interface Run {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs the command from its sources, without an account unless the environment names one. */
function momentoChat(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  // Undefined leaves the variable out.
  const none = { MOMENTO_API_KEY: undefined, MOMENTO_ENDPOINT: undefined };
  const command = ['--import', 'tsx', 'src/cli/momento-chat.ts', ...args];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      command,
      { env: { ...process.env, ...none, ...env } },
      (error, output, errors) => {
        resolve({ code: error ? Number(error.code) : 0, output, errors });
      },
    );
  });
}

describe('the command line', () => {
  it('describes the commands, and each of them', async () => {
    const all = await momentoChat(['--help']);
    expect(all).toMatchObject({ code: 0, errors: '' });
    expect(all.output).toContain('Usage: momento-chat COMMAND');
    const one = await momentoChat(['verify', '--help']);
    expect(one).toMatchObject({ code: 0, errors: '' });
    for (const option of ['--engine-only', '--only', '--cache', '--large', '--json']) {
      expect(one.output).toContain(option);
    }
  });

  it.each<[string[], string]>([
    [[], 'momento-chat: no command'],
    [['frobnicate'], "momento-chat: there is no command 'frobnicate'"],
    [['verify', '--frobnicate'], "momento-chat verify: Unknown option '--frobnicate'"],
    [['verify', 'extra'], "momento-chat verify: Unexpected argument 'extra'"],
    [['verify', '--cache', ''], 'momento-chat verify: --cache takes a name'],
    [
      ['verify', '--webhook-url', 'http://x.example'],
      "momento-chat verify: --webhook-url takes an https URL, not 'http://x.example'",
    ],
    [
      ['verify', '--webhook-url', 'https://x.example', '--webhook-port', '0'],
      "momento-chat verify: --webhook-port takes a whole number from 1 to 65535, not '0'",
    ],
  ])('refuses %j in one line, with the exit code 2', async (args, complaint) => {
    expect(await momentoChat(args)).toEqual({
      code: 2,
      output: '',
      errors: `${complaint}; see --help\n`,
    });
  });

  it('refuses an assumption that there is not', async () => {
    const { code, errors } = await momentoChat(['verify', '--only', 'nope']);
    expect(code).toBe(2);
    expect(errors).toBe(
      "momento-chat verify: there is no assumption 'nope'; see docs/assumptions.md\n",
    );
  });

  it('checks the engine without an account, and ends by itself', async () => {
    const { code, output, errors } = await momentoChat(['verify', '--only', 'ttl-limit']);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toMatch(/^ttl-limit: .* {2}holds {5}/m);
    expect(output).toContain('Engine: 1 hold, 0 differ, 0 unknown.');
  });

  it.each<[string, NodeJS.ProcessEnv, string]>([
    ['a key alone', { MOMENTO_API_KEY: 'secret' }, 'MOMENTO_ENDPOINT is not set'],
    ['an endpoint alone', { MOMENTO_ENDPOINT: 'x.example' }, 'MOMENTO_API_KEY is not set'],
    [
      'a key of another version',
      { MOMENTO_API_KEY: 'secret', MOMENTO_ENDPOINT: 'x.example' },
      'MOMENTO_API_KEY is not an API key of version 2',
    ],
  ])('refuses %s, and does not repeat it', async (_, env, complaint) => {
    const { code, output, errors } = await momentoChat(['verify'], env);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toContain(`momento-chat verify: unable to use the service; ${complaint}`);
    expect(errors).not.toContain('secret');
  });
});
