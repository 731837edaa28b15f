import type { CredentialProvider } from '@gomomento/sdk';
import type { Paces } from './pace.js';

/** A token as the service issues it. */
export interface Token {
  /** The host name that browsers' clients derive their endpoints from. */
  readonly endpoint: string;
  readonly apiKey: string;
  /** Epoch seconds. */
  readonly validUntil: number;
}

/** The calls whose rate the embedded engine can be told to limit, for the check of the answer. */
export interface RateLimit {
  readonly rpc: string;
  readonly burst: number;
  readonly perSecond: number;
}

/** A Momento to check: the embedded engine, or the service. */
export interface Target {
  readonly kind: 'engine' | 'service';
  /** With the API key, which grants everything. */
  readonly credentials: CredentialProvider;
  readonly paces: Paces;
  /** For a token, or for an API key of no account. */
  credentialsFor(token: Pick<Token, 'endpoint' | 'apiKey'>): CredentialProvider;
  /** The origin that `@gomomento/sdk-web` calls for lists and topics, with a token of this endpoint. */
  webUrlFor(endpoint: string): string;
  /** Lowers a rate, where the target can. The service has rates of its own. */
  limitRate?(limit: RateLimit): void;
  close(): Promise<void>;
}
