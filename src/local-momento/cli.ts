#!/usr/bin/env node
import { once } from 'node:events';
import { readCommandLine, USAGE } from './cli-options.js';
import { hostInUrl } from './servers/listening.js';
import type { LocalMomento, LocalMomentoOptions } from './local-momento.js';

/** The conventional exit code for a wrong command line. */
const EXIT_USAGE = 2;

// No `process.exit`: a process that does not end by itself has left a handle open, and an exit would
// hide that defect.
await main();

async function main(): Promise<void> {
  const request = readCommandLine(process.argv.slice(2));
  switch (request.kind) {
    case 'help':
      process.stdout.write(USAGE);
      return;
    case 'usage-error':
      fail(`${request.message}; see --help`, EXIT_USAGE);
      return;
    case 'start':
      await run(request.options);
  }
}

async function run(options: LocalMomentoOptions): Promise<void> {
  // Subscribed before the start, so that an early signal is not lost.
  const listeners = new AbortController();
  const stopSignal = Promise.race([
    once(process, 'SIGINT', { signal: listeners.signal }),
    once(process, 'SIGTERM', { signal: listeners.signal }),
  ]);
  try {
    // Imported here so that a missing package is reported in one sentence (`describeError`).
    const { startLocalMomento } = await import('./local-momento.js');
    const local = await startLocalMomento(options);
    process.stdout.write(
      [
        `gRPC      ${local.host}:${local.grpcPort}  (@gomomento/sdk: CredentialProvider.forMomentoLocal)`,
        `gRPC-Web  ${local.webUrl}  (@gomomento/sdk-web: endpointOverrides)`,
        `API key   ${local.apiKey}`,
        `Caches    ${options.caches?.join(', ')}`,
        ...linesToUse(local),
        ...warningsFor(options.host ?? local.host),
        'For development and tests. Press Ctrl+C to stop.',
        '',
      ].join('\n'),
    );
    await stopSignal;
    await local.close();
  } catch (error) {
    fail(describeError(error), 1);
  } finally {
    listeners.abort();
    await stopSignal.catch(() => undefined); // the abort's own rejection
  }
}

/** What a back end writes. Browsers learn the address of the web port from its tokens. */
function linesToUse({ host, grpcPort, webUrl }: LocalMomento): string[] {
  return [
    '',
    'In your server:',
    '',
    `  const credentialProvider = CredentialProvider.forMomentoLocal({ hostname: '${host}', port: ${grpcPort} });`,
    `  const issueToken = momentoTokenIssuer({ credentialProvider }); // its tokens name ${webUrl}`,
    '',
  ];
}

/** Trusting callers without a token is safe on loopback only. */
function warningsFor(host: string): string[] {
  if (/^(127\.|::1$|localhost$)/.test(host)) return [];
  return [`Warning: the gRPC port listens on ${host} and trusts every caller without a token.`];
}

function describeError(error: unknown): string {
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

/** Sets the exit code instead of exiting, so that the message is written in full. */
function fail(message: string, exitCode: number): void {
  process.stderr.write(`momento-chat-local: ${message}\n`);
  process.exitCode = exitCode;
}
