import type { AvailabilityStrings } from '../availability/words.js';
import type { DeskStrings } from '../desk/words.js';
import type { FrameStrings } from '../frames/words.js';
import type { Strings } from '../localization/strings.js';
import type { NewsStrings } from '../news/words.js';
import type { ActivityStrings } from '../signals/words.js';
import type { ActionStrings } from '../views/actions/words.js';
import type { AttachmentStrings } from '../views/attachments/words.js';
import type { MenuStrings } from '../views/chat-menu/words.js';
import type { EmojiStrings } from '../views/emoji/words.js';
import type { PreChatStrings } from '../views/pre-chat/words.js';
import type { SearchStrings } from '../views/search/words.js';
import type { TranscriptStrings } from '../views/transcript/words.js';
import type { ViewerStrings } from '../views/viewer/words.js';

/** All texts that the widget shows, or gives to screen readers: those of each module, and those that it always needs. */
export interface ChatStrings
  extends
    Strings,
    ActionStrings,
    ActivityStrings,
    AttachmentStrings,
    AvailabilityStrings,
    DeskStrings,
    EmojiStrings,
    FrameStrings,
    MenuStrings,
    NewsStrings,
    PreChatStrings,
    SearchStrings,
    TranscriptStrings,
    ViewerStrings {}
