import type { FrameStrings } from '../frames/words.js';
import type { Strings } from '../localization/strings.js';
import type { ActionStrings } from '../views/actions/words.js';
import type { MenuStrings } from '../views/chat-menu/words.js';

/** All texts that the widget shows, or gives to screen readers, apart from those of files, signals and the search. */
export interface ChatStrings extends Strings, ActionStrings, FrameStrings, MenuStrings {}
