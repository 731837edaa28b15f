/**
 * Tells a developer what is wrong with a chat and which line to change: in the console, and in a panel above the page. A page
 * loads it by a line of its own, before the chat's; on other machines than the developer's it does nothing.
 */
import { isElement } from '../dom/natives.js';
import type { ChatError } from '../protocol/errors.js';
import { adviceFor, type FaultyChat } from './advice.js';
import { DeveloperPanel } from './panel.js';

const OFF_KEY = 'momento-chat-developer';

/** Starts listening to all chats of the page. @returns a function that stops it */
export function watchForFaults(): () => void {
  let isOff = wasSwitchedOff();
  const panel = new DeveloperPanel(() => {
    isOff = true;
    switchOff();
  });
  const onError = (event: Event & { readonly error?: ChatError }): void => {
    const { target, error } = event;
    if (isOff || !error || !isElement(target)) return;
    void adviceFor(target as FaultyChat, error).then((advice) => {
      if (!advice) return;
      console.error(`${advice.problem}\nThe line to change: ${advice.line}`);
      panel.show(advice);
    });
  };
  document.addEventListener('momento-chat-error', onError);
  return () => {
    document.removeEventListener('momento-chat-error', onError);
  };
}

if (/^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname)) watchForFaults();

/** A page may have no storage. */
function wasSwitchedOff(): boolean {
  try {
    return sessionStorage.getItem(OFF_KEY) === 'off';
  } catch {
    return false;
  }
}

function switchOff(): void {
  try {
    sessionStorage.setItem(OFF_KEY, 'off');
  } catch {
    // It holds until the page is loaded again.
  }
}
