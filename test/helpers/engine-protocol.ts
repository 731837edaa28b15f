import type {
  CallFault,
  LocalMomentoOptions,
  LocalMomentoStats,
  Quota,
  RestartOptions,
  TokenRequest,
  TopicName,
} from '../../src/local-momento/index.js';

/** The options of an engine that a page may set; the ports are always free ones. */
export type EngineOptions = Pick<
  LocalMomentoOptions,
  'apiKey' | 'backlogSize' | 'caches' | 'heartbeatMs'
>;

/** An engine's addresses and key, for a page. */
export interface EngineAddress {
  readonly id: string;
  readonly host: string;
  readonly grpcPort: number;
  readonly webUrl: string;
  readonly apiKey: string;
}

/** A disposable token in both forms. */
export interface EngineToken {
  /** The signed token, as sent in the `authorization` header. */
  readonly apiKey: string;
  /** The argument of `CredentialProvider.fromDisposableToken`: base64 of endpoint and token. */
  readonly authToken: string;
}

/** Each method of the engine's `Faults`, as data. */
export type FaultAction =
  | { readonly name: 'inject'; readonly argument: CallFault }
  | { readonly name: 'quota'; readonly argument: Quota }
  | { readonly name: 'halfOpen'; readonly argument: boolean }
  | { readonly name: 'duplicate'; readonly argument: number }
  | { readonly name: 'discontinuity'; readonly argument: TopicName & { missed?: number } }
  | { readonly name: 'resetTopic'; readonly argument: TopicName & { announced?: boolean } }
  | { readonly name: 'dropStreams' | 'endStreams' | 'stallStreams' | 'releaseStreams' | 'clear' };

/** The commands between a page and the runner, each with its payload and result. */
export interface EngineCommands {
  'engine:start': { payload: EngineOptions; result: EngineAddress };
  'engine:token': { payload: OnEngine<{ request: TokenRequest }>; result: EngineToken };
  'engine:fault': { payload: OnEngine<{ action: FaultAction }>; result: boolean };
  'engine:stats': { payload: OnEngine; result: LocalMomentoStats };
  'engine:restart': { payload: OnEngine<{ options: RestartOptions }>; result: boolean };
  /** Refuses connections until `engine:up`; the data stay. */
  'engine:down': { payload: OnEngine; result: boolean };
  'engine:up': { payload: OnEngine; result: boolean };
  'engine:publish': { payload: OnEngine<{ message: TopicText }>; result: boolean };
  'engine:push': { payload: OnEngine<{ list: ListName; values: string[] }>; result: number };
  'engine:list': { payload: OnEngine<{ list: ListName }>; result: string[] };
  'engine:stop': { payload: OnEngine; result: boolean };
}

export type EngineCommand = keyof EngineCommands;

export interface TopicText extends TopicName {
  readonly text: string;
  /** The id of the token used for publishing. */
  readonly tokenId?: string;
}

export interface ListName {
  readonly cache: string;
  readonly list: string;
}

/** A payload for one engine among many. */
type OnEngine<More = unknown> = { readonly id: string } & More;
