import { randomBytes } from 'node:crypto';
import { CacheClient, Configurations, NoopMomentoLoggerFactory } from '@gomomento/sdk';
import { answerOf, type Answer } from './answer.js';
import type { Target } from './target.js';

/** How long a new cache may take until calls find it, in ms. */
const READY_MS = 20_000;
const RETRY_MS = 500;
/** Attempts to delete: a cache that stays costs its owner one of few. */
const ATTEMPTS = 4;

/** The cache of one run: made for it and deleted with it, or an existing one that keeps what it had. */
export class OwnCache {
  readonly #client: CacheClient;
  readonly name: string;
  /** False for an existing cache. */
  readonly #isOwn: boolean;
  /** The keys that the run has written. */
  readonly #keys = new Set<string>();

  private constructor(client: CacheClient, name: string, isOwn: boolean) {
    this.#client = client;
    this.name = name;
    this.#isOwn = isOwn;
  }

  /**
   * @param existing the name of a cache to use; by default one is created
   * @throws with a sentence that says what to do, if there is no such cache or none can be created
   */
  static async open(target: Target, existing?: string): Promise<OwnCache> {
    const client = new CacheClient({
      configuration: Configurations.Laptop.v1(new NoopMomentoLoggerFactory()),
      credentialProvider: target.credentials,
      defaultTtlSeconds: 60,
    });
    try {
      const name = existing ?? `momento-chat-verify-${randomBytes(6).toString('hex')}`;
      if (existing === undefined) {
        const made = answerOf(await client.createCache(name), () => true);
        if (made.code !== 'ok') throw new Error(adviceFor(made, 'create a cache'));
      }
      const cache = new OwnCache(client, name, existing === undefined);
      try {
        await cache.#ready();
      } catch (error) {
        await cache.close();
        throw error;
      }
      return cache;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  /** Notes a key that `close` has to delete from a cache that stays. */
  wrote(cache: string, key: string): void {
    if (cache === this.name) this.#keys.add(key);
  }

  /** Deletes the cache, or what the run has written to it. @returns whether all of it is gone */
  async close(): Promise<boolean> {
    try {
      if (this.#isOwn) return await repeated(() => this.#deleteCache());
      const deleted = [];
      for (const key of this.#keys) deleted.push(await repeated(() => this.#deleteKey(key)));
      return deleted.every((isDeleted) => isDeleted);
    } finally {
      this.#client.close();
    }
  }

  async #ready(): Promise<void> {
    const end = performance.now() + (this.#isOwn ? READY_MS : 0);
    for (;;) {
      const asked = answerOf(await this.#client.listLength(this.name, 'verify'), () => true);
      if (asked.code === 'ok') return;
      if (asked.code !== 'NOT_FOUND_ERROR' || performance.now() >= end) {
        throw new Error(adviceFor(asked, `use the cache ${this.name}`));
      }
      await pause(RETRY_MS);
    }
  }

  async #deleteCache(): Promise<boolean> {
    const { code } = answerOf(await this.#client.deleteCache(this.name), () => true);
    return code === 'ok' || code === 'NOT_FOUND_ERROR';
  }

  async #deleteKey(key: string): Promise<boolean> {
    return answerOf(await this.#client.delete(this.name, key), () => true).code === 'ok';
  }
}

async function repeated(step: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    if (await step()) return true;
    if (attempt === ATTEMPTS) return false;
    await pause(RETRY_MS * attempt);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function adviceFor({ code, message }: Answer<unknown>, doing: string): string {
  const unable = `unable to ${doing}`;
  switch (code) {
    case 'PERMISSION_ERROR':
      return `${unable}; this API key may not. Name an existing cache by --cache: only the suite's own keys are then removed from it`;
    case 'LIMIT_EXCEEDED_ERROR':
      return `${unable}; the account has as many caches as it may. Name one of them by --cache: only the suite's own keys are then removed from it`;
    case 'AUTHENTICATION_ERROR':
      return `${unable}; MOMENTO_API_KEY is not accepted. Check that it is for MOMENTO_ENDPOINT and has not expired`;
    case 'NOT_FOUND_ERROR':
      return `${unable}; there is none of this name`;
    case 'SERVER_UNAVAILABLE':
    case 'TIMEOUT_ERROR':
      return `${unable}; MOMENTO_ENDPOINT cannot be reached`;
    default:
      return `${unable}; ${code}: ${message}`;
  }
}
