import { answerToken } from '../../chat.mjs';

export function GET(request) {
  return answerToken(request);
}

/** With the visitor's answers, where the chat has `pre-chat`. */
export function POST(request) {
  return answerToken(request);
}
