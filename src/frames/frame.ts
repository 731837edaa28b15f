import type { TemplateResult } from 'lit';
import type { Strings } from '../localization/strings.js';
import { adopt } from '../views/actions/adopt.js';
import type { MessageList } from '../views/message-list.js';
import { isEscapeFor } from './escape-key.js';
import { closeButton } from './close-button.js';
import type { FacesProps } from './faces.js';
import { denseStyles } from './dense.styles.js';
import { KeyboardGate, type KeyboardHost } from './keyboard-gate.js';
import { launcher } from './launcher.js';
import { overlay } from './overlay.js';
import { panel } from './panel.js';
import { Preview, type PreviewHost } from './preview.js';
import { TopLayer } from './top-layer.js';
import { frameWords } from './words.js';

/** The chat, as far as its frame needs it. */
export type FrameHost = PreviewHost &
  KeyboardHost & {
    toggle(): void;
    close(): void;
  };

export interface FrameProps extends FacesProps {
  readonly strings: Strings;
  readonly unread: number;
  /** Whether an unread message names the visitor. */
  readonly mentioned: boolean;
  /** The buttons that open the search and the chat's menu, as far as there are any. */
  readonly tools: unknown;
  /** The lines about the agents, and those who are here, where the page has no header of its own. */
  readonly presenceLine: unknown;
}

/** The frame of one chat: a launcher with its panel, or an overlay, above the page and its keys. */
export class Frame {
  readonly #host: FrameHost;
  readonly #topLayer: TopLayer;
  readonly #preview: Preview;
  readonly #keyboard: KeyboardGate;

  constructor(host: FrameHost) {
    this.#host = host;
    this.#topLayer = new TopLayer(host, {
      parts: () => ({ dock: this.#find('.dock'), panel: this.#panel }),
      // A host that is hidden must not keep the page inert.
      opened: () => host.opened && !host.hidden,
    });
    this.#preview = new Preview(host);
    this.#keyboard = new KeyboardGate(host, this.#closeOnEscape);
    host.addEventListener('keydown', this.#closeOnEscape);
  }

  /** The host is in the page. */
  connect(): void {
    this.#topLayer.connect();
  }

  /** The host has left the page. */
  disconnect(): void {
    this.#topLayer.disconnect();
    this.#keyboard.disconnect();
  }

  /** For each key event of the window, in the capture phase. */
  takeKey(event: KeyboardEvent): void {
    this.#keyboard.take(event);
  }

  /** Whether the panel covers the whole screen. */
  get isFull(): boolean {
    return this.#topLayer.isSmall;
  }

  /** Shows an open panel above a modal dialog or a fullscreen element that covers it. */
  lift(): void {
    this.#topLayer.raise();
  }

  /** Shows the panel, or hides it: for each update of the host. */
  sync(): void {
    this.#topLayer.sync();
    this.#preview.sync();
    if (this.#host.variant === 'overlay') this.#makeDense();
  }

  /** A conversation in its frame: over a game, or in a launcher's panel. */
  render(props: FrameProps, conversation: TemplateResult): readonly TemplateResult[] {
    const { unread, mentioned, presenceLine } = props;
    const strings = frameWords(props.strings);
    const { variant, opened, hotkey = '' } = this.#host;
    const onClose = (): void => this.#host.close();
    const buttons = [props.tools, closeButton(strings, onClose)];
    if (variant === 'overlay') {
      const onOpen = (): void => this.#host.focus();
      return [overlay({ strings, opened, hotkey, presenceLine, onOpen, buttons }, conversation)];
    }
    const onToggle = (): void => this.#host.toggle();
    const onClosed = (): void => this.#onClosed();
    const preview = this.#preview.render({ ...props, strings });
    const { said } = this.#preview;
    return [
      launcher({ strings, opened, unread, mentioned, preview, said, onToggle }),
      panel({ ...props, strings, buttons, onClosed }, conversation),
    ];
  }

  /** For a key that went down inside. */
  readonly #closeOnEscape = (event: KeyboardEvent): void => {
    const { variant, opened } = this.#host;
    const isOpen = (variant === 'launcher' || variant === 'overlay') && opened;
    if (!isOpen || !isEscapeFor(this.#host, [this.#panel, this.#find('.dock')], event)) return;
    // The page may have something that Escape closes, too.
    event.preventDefault();
    event.stopPropagation();
    this.#host.close();
  };

  /** The browser has closed the panel. Where it is shown again at once, as a sheet for instance, the chat stays open. */
  #onClosed(): void {
    // A panel that is hidden with its host, or with the dialog around it, opens again with it.
    if (this.#host.hidden || !this.#topLayer.isLaidOut) return;
    if (!this.#panel?.matches(':modal, :popover-open')) this.#host.close();
  }

  /** Another variant brings another list. */
  #makeDense(): void {
    const list = this.#find<MessageList>('momento-chat-message-list');
    // Without a shadow root, it has never been in the page.
    if (list?.shadowRoot) adopt(list, denseStyles);
  }

  get #panel(): HTMLDialogElement | null {
    return this.#find<HTMLDialogElement>('.panel');
  }

  /** Null before the first render, and where the variant has no such part. */
  #find<Part extends HTMLElement>(selector: string): Part | null {
    return this.#host.renderRoot.querySelector<Part>(selector);
  }
}
