import { bridgeMessages } from './bridge-messages.js';
import type { Channel } from './channel.js';
import { chosenFiles, storedFiles } from './files.js';
import { hostSettings } from './host-settings.js';
import { inboxAnswers } from './inbox-answers.js';
import { listElements, topicItems } from './items.js';
import { floods, relations } from './relations.js';
import { storedValues } from './stored-values.js';
import { tokenResponses } from './token-responses.js';

/** Each channel's cases have one type, which code that handles every channel does not need. */
export const CHANNELS = [
  listElements,
  topicItems,
  relations,
  floods,
  chosenFiles,
  storedFiles,
  tokenResponses,
  inboxAnswers,
  bridgeMessages,
  storedValues,
  hostSettings,
] as unknown as Channel<unknown>[];
