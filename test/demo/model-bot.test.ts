import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelReply, streamingModel, type StreamingModel } from '../../demo/model-bot.js';
import { rulesReply } from '../../demo/rules-bot.js';
import type { BotContext } from '../../src/server/index.js';

const MESSAGE = {
  id: 'm1',
  text: 'How much is it?',
  author: { id: 'ada', name: 'Ada', verified: true },
  sentAt: 1,
};
const CONTEXT: BotContext = {
  requestId: 'bot-help/lobby/m1',
  room: 'lobby',
  history: [],
  signal: new AbortController().signal,
  handOver: () => undefined,
  suggest: () => undefined,
};

function event(content: string, id?: string): string {
  const data = JSON.stringify({ choices: [{ delta: { content } }] });
  return `${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`;
}

describe('a bot with a language model', () => {
  let server: Server;
  let model: StreamingModel;
  let answer: (response: ServerResponse) => void;
  let requests: { key: unknown; body: unknown }[];

  beforeEach(async () => {
    requests = [];
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
        requests.push({ key: request.headers['idempotency-key'], body });
        response.setHeader('Content-Type', 'text/event-stream');
        answer(response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    model = streamingModel({ url: `http://127.0.0.1:${port}/`, stallMs: 200 });
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function reply(context: Partial<BotContext> = {}): Promise<string> {
    const texts = modelReply(model, 'Be brief.')(MESSAGE, { ...CONTEXT, ...context });
    let text = '';
    for await (const piece of texts as AsyncIterable<string>) text += piece;
    return text;
  }

  it('asks it with the conversation, and passes its answer on piece by piece', async () => {
    answer = (response) =>
      response.end(`${event('It is ')}: ping\n\n${event('9.')}data: [DONE]\n\n`);
    const bot = { id: 'bot-help', name: 'Helper', verified: true };
    const history = [
      { ...MESSAGE, id: 'm0', text: 'Hello' },
      { ...MESSAGE, id: 'b0', text: 'Hi!', author: bot },
    ];
    expect(await reply({ history })).toBe('It is 9.');
    expect(requests).toEqual([
      {
        key: 'bot-help/lobby/m1',
        body: {
          stream: true,
          messages: [
            { role: 'system', content: 'Be brief.' },
            { role: 'user', content: 'Hello' },
            { role: 'assistant', content: 'Hi!' },
            { role: 'user', content: 'How much is it?' },
          ],
        },
      },
    ]);
  });

  it('takes events once that the service repeats', async () => {
    answer = (response) =>
      response.end(
        `${event('It ', '1')}${event('is ', '2')}${event('It ', '1')}${event('is ', '2')}${event('9.', '3')}data: [DONE]\n\n`,
      );
    expect(await reply()).toBe('It is 9.');
  });

  it('reads events that come in bits', async () => {
    const bytes = Buffer.from(`${event('Größe: 9 €')}data: [DONE]\r\n\r\n`);
    answer = (response) => {
      for (const byte of bytes) response.write(Buffer.of(byte));
      response.end();
    };
    expect(await reply()).toBe('Größe: 9 €');
  });

  it.each([
    ['breaks off', (response: ServerResponse) => response.end(event('Half of ')), 'broke off'],
    ['stalls', (response: ServerResponse) => response.write(event('Half of ')), 'has stalled'],
    ['says nothing', () => undefined, 'has stalled'],
    [
      'refuses',
      (response: ServerResponse) => {
        response.statusCode = 429;
        response.end('busy');
      },
      'answered 429',
    ],
    ['sends what is no JSON', (response: ServerResponse) => response.end('data: {\n\n'), 'JSON'],
  ])('fails if the service %s', async (_, behave, reason) => {
    answer = behave;
    await expect(reply()).rejects.toThrow(reason);
  });

  it('ends the request when the answer is not wanted any more', async () => {
    const ended = new Promise((resolve) => {
      answer = (response) => {
        response.write(event('Half of '));
        response.on('close', () => resolve(undefined));
      };
    });
    const controller = new AbortController();
    const texts = modelReply(model, '')(MESSAGE, { ...CONTEXT, signal: controller.signal });
    const iterator = (texts as AsyncIterable<string>)[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toBe('Half of ');
    controller.abort(new Error('not wanted'));
    await expect(iterator.next()).rejects.toThrow('not wanted');
    await ended;
  });
});

describe('a bot with rules', () => {
  it.each([
    ['When do you open?', /9 to 5/],
    ['What does it cost?', /9 a month/],
    ['A human, please', /colleague/],
    ['hi there', /opening hours/],
  ])('answers “%s”', (text, answer) => {
    expect(rulesReply({ ...MESSAGE, text }, CONTEXT)).toMatch(answer);
  });

  it('leaves the rest to people', () => {
    expect(rulesReply({ ...MESSAGE, text: 'My parcel is blue.' }, CONTEXT)).toBeNull();
  });
});
