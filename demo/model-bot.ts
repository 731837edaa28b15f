import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { BotContext, BotOptions } from '../src/server/index.js';

/** One turn of a conversation, as language models take it. */
export interface Turn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** A language model that answers as it thinks. */
export interface StreamingModel {
  /** @returns the pieces of the answer; throws if it is not whole */
  answer(
    turns: readonly Turn[],
    options: Pick<BotContext, 'requestId' | 'signal'>,
  ): AsyncIterable<string>;
}

export interface ModelOptions {
  /** The model's address. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Further fields of the request, such as the model's name. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** A stream that is silent for longer has stalled, in ms; 10,000 by default. */
  readonly stallMs?: number;
}

/** The end of the stream, as many models send it. */
const DONE = '[DONE]';

/**
 * A model behind an HTTP API that streams server-sent events, each with a piece of the answer as `choices[0].delta.content`:
 * the form that many models offer.
 */
export function streamingModel(options: ModelOptions): StreamingModel {
  const { url, headers = {}, body = {}, stallMs = 10_000 } = options;
  return {
    async *answer(turns, { requestId, signal }) {
      const silence = new AbortController();
      const stalled = (): void =>
        silence.abort(new Error('unable to answer; the model has stalled'));
      let timer = setTimeout(stalled, stallMs);
      try {
        const response = await fetch(url, {
          method: 'POST',
          // A service that knows the key answers a repeated request without being asked twice.
          headers: { 'Content-Type': 'application/json', 'Idempotency-Key': requestId, ...headers },
          body: JSON.stringify({ ...body, stream: true, messages: turns }),
          signal: AbortSignal.any([signal, silence.signal]),
        });
        if (!response.ok || !response.body) {
          throw new Error(`unable to answer; the model answered ${response.status}`);
        }
        const events = response.body
          .pipeThrough(new TextDecoderStream())
          .pipeThrough(new EventSourceParserStream());
        const seen = new Set<string>();
        for await (const { id, data } of events) {
          clearTimeout(timer);
          timer = setTimeout(stalled, stallMs);
          if (data === DONE) return;
          // A server that was interrupted may send some events again.
          if (id !== undefined && seen.has(id)) continue;
          if (id !== undefined) seen.add(id);
          const piece = pieceIn(data);
          if (piece) yield piece;
        }
        throw new Error('unable to answer; the model broke off');
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** A bot that asks a model, with the conversation so far. */
export function modelReply(model: StreamingModel, instructions: string): BotOptions['reply'] {
  return (message, { history, requestId, signal }) => {
    const turns = [...history, message].map(({ text, author }): Turn => {
      const isBot = author.id?.startsWith('bot-') === true;
      return { role: isBot ? 'assistant' : 'user', content: text };
    });
    return model.answer([{ role: 'system', content: instructions }, ...turns], {
      requestId,
      signal,
    });
  };
}

/** The text in an event; empty for what is none. */
function pieceIn(data: string): string {
  const event: unknown = JSON.parse(data);
  const { choices } = event as { choices?: { delta?: { content?: unknown } }[] };
  const content = choices?.[0]?.delta?.content;
  return typeof content === 'string' ? content : '';
}
