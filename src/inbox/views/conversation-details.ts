import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Conversation, Note } from '../../protocol/inbox.js';
import { define } from '../../views/define.js';
import { sharedStyles } from '../../views/shared.styles.js';
import { detailsStyles } from './details.styles.js';
import { lockIcon } from './icons.js';
import type { LineContext } from './conversation-line.js';

/** In UTF-16 code units: what a server takes. */
const MAX_NOTE = 2_000;

/** What is known of the visitor, and the notes that agents write for each other. */
export class ConversationDetails extends LitElement {
  static override styles = [sharedStyles, detailsStyles];

  @property({ attribute: false }) conversation: Conversation | undefined;
  @property({ attribute: false }) notes: readonly Note[] = [];
  @property({ attribute: false }) context: LineContext | undefined;
  /** @returns whether the note is saved */
  @property({ attribute: false }) save: (room: string, text: string) => Promise<boolean> = () =>
    Promise.resolve(false);

  /** The room whose note is on its way. */
  @state() private saving = '';
  @state() private failed = '';
  @query('textarea') private field!: HTMLTextAreaElement | null;

  /** Notes that are not saved yet, by room. */
  readonly #drafts = new Map<string, string>();

  /** Puts the focus into the field of a new note. */
  write(): void {
    this.field?.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const { conversation, context } = this;
    if (!conversation || !context) return nothing;
    const { words, times, now } = context;
    const fields = Object.entries(conversation.context);
    const { room } = conversation;
    return html`<section aria-labelledby="visitor" part="context">
        <h3 id="visitor">${words.visitor}</h3>
        ${
          fields.length === 0
            ? html`<p class="none">${words.nothingKnown}</p>`
            : html`<dl>
                ${fields.map(
                  ([name, text]) =>
                    html`<div>
                      <dt><bdi>${name}</bdi></dt>
                      <dd><bdi>${text}</bdi></dd>
                    </div>`,
                )}
              </dl>`
        }
      </section>
      <section class="notes" aria-labelledby="notes" part="notes">
        <h3 id="notes">${words.notes}</h3>
        <p class="internal">${lockIcon}<span>${words.internal}</span></p>
        ${
          this.notes.length === 0
            ? html`<p class="none">${words.noNotes}</p>`
            : html`<ul>
                ${this.notes.map(
                  ({ by, text, at }) =>
                    html`<li>
                      <p class="by">
                        <bdi>${by.id === context.agentId ? words.you : by.name}</bdi>
                        <time datetime=${new Date(at).toISOString()} title=${times.full(at)}
                          >${times.ago(at, now)}</time
                        >
                      </p>
                      <p class="text" dir="auto">${text}</p>
                    </li>`,
                )}
              </ul>`
        }
        <textarea
          rows="2"
          dir="auto"
          maxlength=${MAX_NOTE}
          aria-label=${words.notePlaceholder}
          aria-invalid=${this.failed === room ? 'true' : 'false'}
          placeholder=${words.notePlaceholder}
          .value=${this.#drafts.get(room) ?? ''}
          ?disabled=${this.saving === room}
          @input=${this.#input}
          @keydown=${this.#keydown}
        ></textarea>
        <div class="send">
          <p role="alert">${this.failed === room ? words.noteFailed : nothing}</p>
          <button
            ?disabled=${this.saving === room || !this.#drafts.get(room)?.trim()}
            @click=${() => this.#save()}
          >
            ${words.addNote}
          </button>
        </div>
      </section>`;
  }

  readonly #input = (): void => {
    const { conversation, field } = this;
    if (!conversation || !field) return;
    this.#drafts.set(conversation.room, field.value);
    this.failed = '';
    this.requestUpdate();
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    const isSend = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!isSend || event.isComposing) return;
    event.preventDefault();
    void this.#save();
  };

  async #save(): Promise<void> {
    const room = this.conversation?.room ?? '';
    const text = this.#drafts.get(room)?.trim();
    if (!text || this.saving === room) return;
    this.saving = room;
    this.failed = '';
    const isSaved = await this.save(room, text);
    this.saving = '';
    if (isSaved) this.#drafts.delete(room);
    else this.failed = room;
    await this.updateComplete;
    // The field was disabled, and has lost the focus.
    if (this.conversation?.room === room) this.field?.focus();
  }
}

define('momento-chat-inbox-details', ConversationDetails);

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-inbox-details': ConversationDetails;
  }
}
