import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchHosted } from '../../src/files/hosted-files.js';
import { uploadByHost } from '../../src/files/host-upload.js';
import type { Attachment } from '../../src/protocol/attachments.js';
import { attachmentOf, someBytes } from './files-fixture.js';

const CONTENT = someBytes(100_000);

describe('files in a storage of the page’s own', () => {
  let server: Server;
  let origin: string;
  let requests: number;
  const { signal } = new AbortController();

  beforeEach(async () => {
    requests = 0;
    server = createServer((request, response) => {
      requests += 1;
      const answers: Readonly<Record<string, () => void>> = {
        '/file': () => response.end(CONTENT),
        '/endless': () => {
          const more = (): boolean => response.write(CONTENT, () => setTimeout(more, 1));
          more();
        },
        '/elsewhere': () => response.writeHead(302, { Location: '/file' }).end(),
        '/cut': () => {
          response.writeHead(200, { 'Content-Length': '100000' });
          response.write(CONTENT.subarray(0, 100), () => request.socket.destroy());
        },
      };
      const answer = answers[request.url ?? ''];
      if (answer) answer();
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  function at(path: string): Attachment {
    return { ...attachmentOf(CONTENT), url: `${origin}${path}` };
  }

  async function codeOf(path: string, origins = [origin]): Promise<string | undefined> {
    const error = await fetchHosted(at(path), origins, signal).catch((reason: unknown) => reason);
    return (error as { code?: string }).code;
  }

  it('are fetched from the origins that the page names', async () => {
    const bytes = await fetchHosted(at('/file'), [origin], signal);
    expect(Buffer.from(bytes).equals(CONTENT)).toBe(true);
  });

  it('are not asked for elsewhere, where a writer would learn who reads', async () => {
    expect(await codeOf('/file', [])).toBe('attachment-lost');
    expect(await codeOf('/file', [`${origin}.example`, ''])).toBe('attachment-lost');
    expect(requests).toBe(0);
    expect(await codeOf('/elsewhere')).toBe('service-unavailable');
    expect(requests).toBe(1);
  });

  it('are read no further than their message says', async () => {
    const bytes = await fetchHosted(at('/endless'), [origin], signal);
    expect(bytes.length).toBe(CONTENT.length + 1);
  });

  it('fail with a code', async () => {
    expect(await codeOf('/none')).toBe('attachment-lost');
    expect(await codeOf('/cut')).toBe('service-unavailable');
  });
});

describe('the upload of a page', () => {
  const prepared = { attachment: attachmentOf(CONTENT), bytes: new Blob([CONTENT]) };
  const { signal } = new AbortController();

  it('gets the file, and says how far it is', async () => {
    const shares: number[] = [];
    const hosted = await uploadByHost(
      (file, { onProgress }) => {
        for (const share of [0.5, 7, NaN]) onProgress(share);
        return { url: `https://files.example/${file.name}?size=${String(file.size)}` };
      },
      prepared,
      signal,
      (share) => shares.push(share),
    );
    const { name } = prepared.attachment;
    expect(hosted).toEqual({
      ...prepared.attachment,
      url: `https://files.example/${name}?size=100000`,
    });
    expect(shares).toEqual([0.5, 1, 0]);
  });

  it.each([
    undefined,
    null,
    'https://files.example/a',
    {},
    { url: 'javascript:alert(1)' },
    { url: `https://files.example/${'a'.repeat(600)}` },
  ])('fails where it returns %j', async (answer) => {
    const upload = uploadByHost(
      () => answer as { url: string },
      prepared,
      signal,
      () => undefined,
    );
    await expect(upload).rejects.toMatchObject({ code: 'attachment-broken' });
  });

  it('fails where it throws', async () => {
    const upload = uploadByHost(
      () => Promise.reject(new Error('full')),
      prepared,
      signal,
      () => undefined,
    );
    await expect(upload).rejects.toMatchObject({ code: 'service-unavailable' });
  });
});
