import { html, type TemplateResult } from 'lit';
import type { Strings } from '../localization/strings.js';
import type { ChatError } from '../protocol/errors.js';
import { loader } from '../protocol/missing-module.js';
import { LENT } from './actions-module.js';
import type { ChatMenuParts } from './chat-menu/index.js';
import type { MenuDesk, MenuNews } from './chat-menu/menu-host.js';

/** Loads the chat's menu, once. */
export const chatMenu = loader<ChatMenuParts>(
  'show the chat’s menu or make a transcript',
  'menu',
  async () => (await import('./chat-menu/index.js')).connectMenu(LENT),
);

/** The button that opens the menu, with its menu: nothing, until the module is loaded. */
export function chatMenuButton(
  tokens: string,
  strings: Strings,
  news: () => Promise<MenuNews | undefined>,
  desk: MenuDesk | undefined,
  fault: (error: ChatError) => void,
): TemplateResult {
  return html`<momento-chat-menu
    exportparts="menu-button, menu, menu-item"
    .tokens=${tokens}
    .strings=${strings}
    .news=${news}
    .desk=${desk}
    .fault=${fault}
  ></momento-chat-menu>`;
}
