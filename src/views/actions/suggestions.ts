import type { TemplateResult } from 'lit';
import type { Person } from '../../protocol/chat-user.js';
import { html, picture } from './borrowed.js';

export interface SuggestionsProps {
  /** The name of the list. */
  readonly label: string;
  /** The id of the active person's element. */
  readonly activeId: string;
  readonly idOf: (index: number) => string;
  readonly onChoose: (person: Person) => void;
}

/** The people to choose from, one of whom is active. */
export function suggestions(
  people: readonly Person[],
  { label, activeId, idOf, onChoose }: SuggestionsProps,
): TemplateResult {
  return html`<div class="people" part="people" id="people" role="listbox" aria-label=${label}>
    ${people.map((person, index) => {
      const id = idOf(index);
      const isActive = id === activeId;
      return html`<div
        class="person"
        part="person ${isActive ? 'active' : ''}"
        id=${id}
        role="option"
        aria-selected=${isActive ? 'true' : 'false'}
        @click=${() => onChoose(person)}
      >
        ${picture(person.name, person.avatarUrl)}<bdi>${person.name}</bdi>
      </div>`;
    })}
  </div>`;
}
