import { css, html, LitElement, nothing, svg, type ReactiveElement } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Actions } from './actions/index.js';
import type { Lent } from './actions/borrowed.js';
import { asChatError, ChatError } from '../protocol/errors.js';
import { say } from './announcer.js';
import { missingModule } from '../protocol/missing-module.js';
import { avatarHue } from './avatar.js';
import { avatarStyles } from './avatar.styles.js';
import { plainText } from './message-text.js';
import { picture } from './parts/avatar.js';
import { sharedStyles } from './shared.styles.js';

export type { Actions } from './actions/index.js';

export const LENT: Lent = {
  ChatError,
  LitElement,
  asChatError,
  avatarHue,
  avatarStyles,
  css,
  html,
  nothing,
  picture,
  plainText,
  property,
  query,
  say,
  sharedStyles,
  state,
  svg,
};

let actions: Actions | undefined;
let loading: Promise<void> | undefined;
let isReported = false;

/**
 * Calls back with what visitors need from their first action on: at once if it is loaded, otherwise when it is. Calls back
 * with nothing if it cannot be loaded; the next call tries again, although Chromium remembers the failure until a reload.
 */
export function withActions(work: (actions?: Actions) => void): void {
  if (actions) work(actions);
  else void (loading ??= load()).then(() => work(actions));
}

/** Undefined until it is loaded, which this does not ask for. */
export function loadedActions(): Actions | undefined {
  return actions;
}

/** The same for a template: undefined until it is loaded, when the host is rendered again. */
export function actionsFor(host: ReactiveElement): Actions | undefined {
  if (!actions) withActions((loaded) => loaded && host.requestUpdate());
  return actions;
}

async function load(): Promise<void> {
  try {
    const { connectActions } = await import('./actions/index.js');
    actions = await connectActions(LENT);
  } catch (cause) {
    loading = undefined;
    const { message } = missingModule('show menus and mentions', 'actions', cause);
    // The chat works without it.
    if (!isReported) console.error(`<momento-chat> ${message}`, cause);
    isReported = true;
  }
}
