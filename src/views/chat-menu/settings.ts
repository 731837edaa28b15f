import type { TemplateResult } from 'lit';
import { html, nothing } from '../actions/borrowed.js';
import { checkIcon } from './icons.js';
import type { MenuSetting } from './menu-host.js';

/**
 * The entries for what moderators set for the room.
 *
 * @param of the entry whose choices they are, in place of all entries; undefined: they are entries among others
 * @param choose called for the entry that the visitor has chosen
 */
export function settings(
  entries: readonly MenuSetting[],
  of: MenuSetting | undefined,
  choose: (entry: MenuSetting) => void,
): TemplateResult | typeof nothing {
  if (entries.length === 0) return nothing;
  const checkable = of ? 'menuitemradio' : 'menuitemcheckbox';
  return html`<div class="group" role="group" aria-label=${of?.label ?? nothing}>
    ${of ? html`<p class="choosing" aria-hidden="true">${of.label}</p>` : nothing}
    ${entries.map((entry) => {
      const { label, value, checked, choices } = entry;
      return html`<button
        class="entry"
        part="menu-item"
        role=${checked === undefined ? 'menuitem' : checkable}
        .ariaChecked=${checked === undefined ? null : String(checked)}
        .ariaHasPopup=${choices ? 'menu' : null}
        tabindex="-1"
        @click=${() => choose(entry)}
      >
        <span>${label}${value ? html` <small>${value}</small>` : nothing}</span>
        ${checked === undefined ? nothing : checkIcon}
      </button>`;
    })}
  </div>`;
}
