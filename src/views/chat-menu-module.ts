import { html, type TemplateResult } from 'lit';
import type { Strings } from '../localization/strings.js';
import { missingModule } from '../protocol/missing-module.js';
import { LENT } from './actions-module.js';
import type { ChatMenuParts } from './chat-menu/index.js';
import type { MenuNews } from './chat-menu/menu-host.js';

let loading: Promise<ChatMenuParts> | undefined;

/**
 * Loads the chat's menu and its transcripts, once.
 *
 * @throws ChatError `configuration-invalid` if the module cannot be loaded; the next call tries again
 */
export async function chatMenu(): Promise<ChatMenuParts> {
  try {
    return await (loading ??= load());
  } catch (cause) {
    loading = undefined;
    throw missingModule('show the chat’s menu or make a transcript', 'menu', cause);
  }
}

async function load(): Promise<ChatMenuParts> {
  const { connectMenu } = await import('./chat-menu/index.js');
  return connectMenu(LENT);
}

/** The button that opens the menu, with its menu: nothing, until the module is loaded. */
export function chatMenuButton(
  tokens: string,
  strings: Strings,
  news: () => Promise<MenuNews | undefined>,
): TemplateResult {
  return html`<momento-chat-menu
    exportparts="menu-button, menu, menu-item"
    .tokens=${tokens}
    .strings=${strings}
    .news=${news}
  ></momento-chat-menu>`;
}
