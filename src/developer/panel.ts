import type { Advice } from './advice.js';

const STYLES = `
:host {
  all: initial;
  position: fixed;
  inset-block-start: 0.5rem;
  inset-inline: 0.5rem;
  z-index: 2147483647;
  max-width: 44rem;
  max-height: 50vh;
  margin-inline: auto;
  overflow: auto;
  border: 1px solid #b3261e;
  border-radius: 0.5rem;
  background: #fff8f7;
  box-shadow: 0 0.25rem 1rem #0003;
  color: #1f1b1b;
  font: 0.875rem/1.45 system-ui, sans-serif;
}
.head { display: flex; flex-wrap: wrap; gap: 0.25rem 0.5rem; align-items: center; padding: 0.5rem 0.75rem; }
b { flex: 1 1 16rem; }
button { padding: 0.25rem 0.625rem; border: 1px solid #0004; border-radius: 0.375rem; background: #fff; color: inherit; font: inherit; }
ul { margin: 0; padding: 0 0.75rem 0.75rem; list-style: none; }
li + li { margin-block-start: 0.75rem; }
p { margin: 0; overflow-wrap: anywhere; }
p::first-letter { text-transform: uppercase; }
small { display: block; margin-block-start: 0.375rem; font-size: 0.75rem; opacity: 0.8; }
code { display: block; margin-block-start: 0.125rem; padding: 0.375rem 0.5rem; border-radius: 0.25rem; background: #0000000d; font: 0.8125rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
@media (prefers-color-scheme: dark) {
  :host { border-color: #f2b8b5; background: #2b1d1c; color: #f5eceb; }
  button { border-color: #fff4; background: #0004; }
  code { background: #ffffff14; }
}
`;

/** The faults that a developer has to mend, above the page. Visitors never see it. */
export class DeveloperPanel {
  readonly #host = document.createElement('div');
  readonly #list = document.createElement('ul');
  readonly #known = new Set<string>();

  /** @param onHide the developer wants no panel in this tab */
  constructor(onHide: () => void) {
    const root = this.#host.attachShadow({ mode: 'open' });
    // A constructed sheet needs no permission of the page's policy.
    const styles = new CSSStyleSheet();
    styles.replaceSync(STYLES);
    root.adoptedStyleSheets = [styles];
    this.#host.id = 'momento-chat-developer';
    this.#host.setAttribute('role', 'region');
    this.#host.setAttribute('aria-label', 'momento-chat: problems');
    this.#host.lang = 'en';
    this.#host.dir = 'ltr';
    const header = document.createElement('div');
    header.className = 'head';
    const title = document.createElement('b');
    title.textContent = 'momento-chat · only here, on this machine';
    header.append(title, this.#button('Close'), this.#button('Not in this tab', onHide));
    root.append(header, this.#list);
  }

  /** The same problem is shown once. */
  show({ problem, line }: Advice): void {
    if (!this.#host.isConnected) document.body.append(this.#host);
    if (this.#known.has(problem + line)) return;
    this.#known.add(problem + line);
    const item = document.createElement('li');
    const text = document.createElement('p');
    const label = document.createElement('small');
    const code = document.createElement('code');
    text.textContent = problem;
    label.textContent = 'The line to change';
    code.textContent = line;
    item.append(text, label, code);
    this.#list.append(item);
  }

  #close(): void {
    this.#host.remove();
    this.#list.replaceChildren();
    this.#known.clear();
  }

  #button(label: string, more?: () => void): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', () => {
      this.#close();
      more?.();
    });
    return button;
  }
}
