import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { CredentialProvider } from '@gomomento/sdk';
import { afterEach, describe, expect, it } from 'vitest';
import { createTokenEndpoint } from '../../src/server/index.js';
import { momentoTokenIssuer } from '../../src/server/token-endpoint/momento-token-issuer.js';
import { clientsAt, type Clients } from '../helpers/engine-node-clients.js';
import { Inbox } from '../helpers/engine-inbox.js';
import { errorCodeOf } from '../helpers/engine-responses.js';

const hasIPv6 = Object.values(networkInterfaces())
  .flat()
  .some((address) => address?.address === '::1');

const CLI = ['--import', 'tsx', 'src/local-momento/cli.ts'];

describe('momento-chat-local', () => {
  const children: ChildProcess[] = [];

  afterEach(() => {
    // Processes left running by a failed test; killing an ended one has no effect.
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  function start(...args: string[]) {
    const child = spawn(process.execPath, [...CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    return child;
  }

  /** Runs the command until it exits. */
  async function run(...args: string[]) {
    const child = start(...args);
    const [output, errors, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit') as Promise<[number | null]>,
    ]);
    return { output, errors, code };
  }

  /** Runs the command until it prints that it listens. */
  async function listening(...args: string[]) {
    const child = start('--grpc-port', '0', '--web-port', '0', ...args);
    let output = '';
    for await (const chunk of child.stdout) {
      output += String(chunk);
      if (output.includes('Ctrl+C')) break;
    }
    const port = (pattern: RegExp) => Number(pattern.exec(output)?.[1]);
    return {
      child,
      output,
      grpcPort: port(/^gRPC +\S+:(\d+) /m),
      webPort: port(/^gRPC-Web +http:\/\/\S+:(\d+) /m),
    };
  }

  it('prints where it listens, and creates the given caches', async () => {
    const { child, output, grpcPort, webPort } = await listening('--cache', 'a', '--cache', 'b');
    expect(output).toMatch(/^gRPC +127\.0\.0\.1:\d+ /m);
    expect(output).toMatch(/^gRPC-Web +http:\/\/127\.0\.0\.1:\d+ /m);
    expect(output).toMatch(/^API key +[\w-]{32}$/m);
    expect(output).toMatch(/^Caches +a, b$/m);
    expect(webPort).toBeGreaterThan(0);
    using clients: Clients = clientsAt('127.0.0.1', grpcPort);
    expect(errorCodeOf(await clients.cache.listPushBack('b', 'list', 'x'))).toBeUndefined();
    child.kill('SIGTERM');
    await once(child, 'exit');
  });

  it('prints the lines that make a token endpoint use it', async () => {
    const { child, output, grpcPort, webPort } = await listening();
    expect(output).toMatch(/^Caches +instant-messaging$/m);
    const [, place = ''] = /forMomentoLocal\((\{.+?\})\)/.exec(output) ?? [];
    expect(place).toBe(`{ hostname: '127.0.0.1', port: ${grpcPort} }`);
    const credentialProvider = CredentialProvider.forMomentoLocal({
      hostname: '127.0.0.1',
      port: grpcPort,
    });
    const issueToken = momentoTokenIssuer({ credentialProvider });
    const endpoint = createTokenEndpoint({
      issueToken,
      authorize: () => ({ user: { id: 'ada' } }),
    });
    const answer = await endpoint(new Request('http://chat.example/t?room=lobby'));
    expect(await answer.json()).toMatchObject({ endpoint: `http://127.0.0.1:${webPort}` });
    issueToken.close();
    child.kill('SIGTERM');
    await once(child, 'exit');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops cleanly on %s, open streams or not',
    async (signal) => {
      const { child, grpcPort, webPort } = await listening('--cache', 'chat');
      using clients = clientsAt('127.0.0.1', grpcPort);
      const ignore = () => undefined;
      await clients.topics.subscribe('chat', 'room', { onItem: ignore, onError: ignore });
      const idle = connect(webPort, '127.0.0.1').on('error', ignore);
      await once(idle, 'connect');
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([0, null]);
    },
  );

  it('takes the API key and the heartbeat from its options', async () => {
    const options = ['--api-key', 'mine', '--heartbeat', '100', '--cache', 'chat'];
    const { child, output, grpcPort } = await listening(...options);
    expect(output).toMatch(/^API key +mine$/m);

    using clients = clientsAt('127.0.0.1', grpcPort);
    const beats = new Inbox<number>();
    await clients.topics.subscribe('chat', 'room', {
      onHeartbeat: () => beats.push(performance.now()),
      onError: () => undefined,
    });
    // The first heartbeat comes at once, regardless of the interval.
    const [first, , third] = [await beats.next(), await beats.next(), await beats.next()];
    // Two default intervals would take 20 seconds.
    expect(third - first).toBeLessThan(10_000);
    child.kill('SIGTERM');
    await once(child, 'exit');
  });

  it('warns when other machines can reach it, and prints the loopback address', async () => {
    const { child, output, grpcPort } = await listening('--host', '0.0.0.0', '--cache', 'chat');
    expect(output).toMatch(/Warning: the gRPC port listens on 0\.0\.0\.0 and trusts every caller/);
    expect(output).toMatch(/^gRPC-Web +http:\/\/127\.0\.0\.1:\d+ /m);
    using clients = clientsAt('127.0.0.1', grpcPort);
    expect(errorCodeOf(await clients.cache.listLength('chat', 'list'))).toBeUndefined();
    child.kill('SIGTERM');
    await once(child, 'exit');
  });

  // Some containers have no IPv6; host.test.ts tests the printed address without a socket.
  it.runIf(hasIPv6)('prints an IPv6 address as clients need it', async () => {
    const { child, output, grpcPort, webPort } = await listening(
      '--host',
      '::1',
      '--cache',
      'chat',
    );
    expect(output).toContain(` [::1]:${grpcPort} `);
    expect(output).toContain(` http://[::1]:${webPort} `);
    expect(output).not.toContain('Warning');
    using clients = clientsAt('[::1]', grpcPort);
    expect(errorCodeOf(await clients.cache.listLength('chat', 'list'))).toBeUndefined();
    child.kill('SIGTERM');
    await once(child, 'exit');
  });

  it('prints its purpose and usage with --help', async () => {
    const { code, output } = await run('--help');
    expect(code).toBe(0);
    expect(output).toContain('For development and tests only');
    for (const flag of ['--grpc-port', '--web-port', '--host', '--cache', '--heartbeat']) {
      expect(output).toContain(flag);
    }
  });

  it.each([['--grpc-port'], ['--web-port']])(
    'reports in one line that the port of %s is taken',
    async (flag) => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      const ports = { '--grpc-port': '0', '--web-port': '0', [flag]: String(port) };
      const { code, errors } = await run(...Object.entries(ports).flat());
      expect(code).toBe(1);
      expect(errors).toBe(
        `momento-chat-local: unable to listen on 127.0.0.1:${port}; the port is taken\n`,
      );
      other.close();
    },
  );

  it.each([
    [['--frobnicate'], "Unknown option '--frobnicate'"],
    [['extra'], "Unexpected argument 'extra'"],
    [['--grpc-port', 'x'], "--grpc-port takes a whole number from 0 to 65535, not 'x'"],
    [['--heartbeat', '0'], "--heartbeat takes a whole number from 1 to 3600000, not '0'"],
  ])('refuses %j in one line', async (args, complaint) => {
    const { code, errors } = await run(...args);
    expect(code).toBe(2);
    expect(errors).toBe(`momento-chat-local: ${complaint}; see --help\n`);
  });

  it('refuses a cache without a name', async () => {
    const { code, errors } = await run('--grpc-port', '0', '--web-port', '0', '--cache', '');
    expect(code).toBe(1);
    expect(errors).toContain('the cache name must not be empty');
  });
});
