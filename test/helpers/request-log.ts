/** One request as sent by the page. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  /** By lower-case name, in alphabetical order. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Records the page's XMLHttpRequests by target origin until stopped. */
export class RequestLog {
  readonly #requests = new Map<string, LoggedRequest[]>();
  readonly #original = window.XMLHttpRequest;

  constructor() {
    const note = (url: URL, request: LoggedRequest): void => {
      const others = this.#requests.get(url.origin) ?? [];
      this.#requests.set(url.origin, [...others, request]);
    };
    window.XMLHttpRequest = class extends this.#original {
      #method = '';
      #url = new URL(location.href);
      readonly #headers = new Map<string, string>();

      override open(method: string, url: string | URL): void {
        this.#method = method;
        this.#url = new URL(url);
        super.open(method, url);
      }

      override setRequestHeader(name: string, value: string): void {
        this.#headers.set(name.toLowerCase(), value);
        super.setRequestHeader(name, value);
      }

      override send(body?: XMLHttpRequestBodyInit | null): void {
        const sorted = [...this.#headers].sort(([a], [b]) => (a < b ? -1 : 1));
        const headers = Object.fromEntries(sorted);
        note(this.#url, { method: this.#method, path: this.#url.pathname, headers, body });
        super.send(body);
      }
    };
  }

  to(origin: string): readonly LoggedRequest[] {
    return this.#requests.get(origin) ?? [];
  }

  stop(): void {
    window.XMLHttpRequest = this.#original;
  }
}
