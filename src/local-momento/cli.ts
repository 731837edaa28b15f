#!/usr/bin/env node
import { once } from 'node:events';
import { readCommandLine, USAGE } from './cli-options.js';
import { hostInUrl } from './faces/listening.js';
import type { LocalMomentoOptions } from './local-momento.js';

/** The usual code for a command line that could not be understood. */
const EXIT_USAGE = 2;

// Not `process.exit`: a process that does not end by itself has left something open, and hiding
// that would hide a defect of the engine.
await main();

async function main(): Promise<void> {
  const request = readCommandLine(process.argv.slice(2));
  switch (request.kind) {
    case 'help':
      process.stdout.write(USAGE);
      return;
    case 'mistake':
      fail(`${request.message}; see --help`, EXIT_USAGE);
      return;
    case 'start':
      await run(request.options);
  }
}

async function run(options: LocalMomentoOptions): Promise<void> {
  // Asked for before the start, so that a signal that comes early is not lost.
  const stopped = new AbortController();
  const asked = Promise.race([
    once(process, 'SIGINT', { signal: stopped.signal }),
    once(process, 'SIGTERM', { signal: stopped.signal }),
  ]);
  try {
    // Here and not above: what it needs may not be installed, which is to be said in a sentence.
    const { startLocalMomento } = await import('./local-momento.js');
    const local = await startLocalMomento(options);
    process.stdout.write(
      [
        `gRPC      ${local.host}:${local.grpcPort}  (@gomomento/sdk: CredentialProvider.forMomentoLocal)`,
        `gRPC-Web  ${local.webUrl}  (@gomomento/sdk-web: endpointOverrides)`,
        `API key   ${local.apiKey}`,
        ...warningsFor(options.host ?? local.host),
        'For development and tests. Press Ctrl+C to stop.',
        '',
      ].join('\n'),
    );
    await asked;
    await local.close();
  } catch (error) {
    fail(describe(error), 1);
  } finally {
    stopped.abort();
    await asked.catch(() => undefined); // the abort's own rejection
  }
}

/** Trust without a token is fine on this machine, and only there. */
function warningsFor(host: string): string[] {
  if (/^(127\.|::1$|localhost$)/.test(host)) return [];
  return [
    `Warning: whoever can reach the gRPC port is trusted without a token; it listens on ${host}.`,
  ];
}

function describe(error: unknown): string {
  const {
    code,
    address = '',
    port,
    message,
  } = error as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
  };
  const place = `${hostInUrl(address)}:${port}`;
  if (code === 'EADDRINUSE') return `unable to listen on ${place}; the port is taken`;
  if (code === 'EACCES') return `unable to listen on ${place}; it is not permitted`;
  if (code === 'ERR_MODULE_NOT_FOUND') {
    return `unable to start; ${message}. npm install @gomomento/sdk brings what it needs`;
  }
  return `unable to start; ${message}`;
}

/** Sets the exit code rather than leaving at once, so that the message gets out in full. */
function fail(message: string, exitCode: number): void {
  process.stderr.write(`momento-chat-local: ${message}\n`);
  process.exitCode = exitCode;
}
