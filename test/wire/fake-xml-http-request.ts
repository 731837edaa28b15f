/** A response, as the browser reports it to the page. */
export interface FakeResponse {
  status: number;
  headers: Record<string, string>;
  /** The pieces in which the body arrives. */
  pieces: readonly string[];
  /** The connection breaks, which browsers report as status 0. */
  breaks?: boolean;
}

/** Stands in for `XMLHttpRequest`; `respond` plays the network. */
export class FakeXmlHttpRequest {
  static readonly DONE = 4;
  /** Every request since the last reset, in order. */
  static all: FakeXmlHttpRequest[] = [];

  onreadystatechange: (() => void) | null = null;
  readyState = 0;
  status = 0;
  responseText = '';
  withCredentials = false;
  timeout = 0;
  sent: unknown;
  aborted = false;
  readonly requestHeaders: Record<string, string> = {};
  url = '';
  #headers: Record<string, string> | undefined;

  constructor() {
    FakeXmlHttpRequest.all.push(this);
  }

  open(method: string, url: string): void {
    this.url = `${method} ${url}`;
    this.#change(1);
  }

  setRequestHeader(name: string, value: string): void {
    this.requestHeaders[name.toLowerCase()] = String(value);
  }

  getResponseHeader(name: string): string | null {
    return this.#headers?.[name.toLowerCase()] ?? null;
  }

  getAllResponseHeaders(): string {
    return Object.entries(this.#headers ?? {})
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
  }

  get response(): string {
    return this.responseText;
  }

  send(body: unknown): void {
    this.sent = body;
  }

  abort(): void {
    this.aborted = true;
  }

  respond({ status, headers, pieces, breaks = false }: FakeResponse): void {
    this.status = status;
    this.#headers = headers;
    this.#change(2);
    for (const piece of pieces) {
      this.responseText += piece;
      this.#change(3);
    }
    if (breaks) {
      this.status = 0;
      this.#headers = undefined;
      this.responseText = '';
    }
    this.#change(4);
  }

  #change(state: number): void {
    if (this.aborted) return;
    this.readyState = state;
    this.onreadystatechange?.();
  }
}
