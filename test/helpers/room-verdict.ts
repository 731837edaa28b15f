import { BOT_ID } from './dividing-process.js';
import type { RoomTalk } from './room-talk.js';
import type { Fields } from './talking-room.js';

/** What a reader sees of a room: texts by the ids of their messages. Removed ones are missing. */
type View = ReadonlyMap<string, string>;

/**
 * Compares a room with what its people were told, without the product's own code.
 *
 * @returns what is lost, doubled, answered twice or let through
 */
export function faultsOf(talk: RoomTalk): readonly string[] {
  const { room } = talk;
  const [messages, relations] = [room.stored('messages'), room.stored('relations')];
  const live = room.heard.filter(isMessage);
  // In the room for all, or for nobody.
  const passed = talk.open.filter(({ id }) => messages.some((message) => message['id'] === id));
  const wanted = new Map(
    [...talk.said, ...passed]
      .filter(({ isRemoved }) => !isRemoved)
      .map(({ id, text }) => [id, text]),
  );
  const seen = viewOf(live, room.heard);
  const found = [
    ...talk.faults,
    ...repeatsIn(messages).map((id) => `${String(id)} is stored twice`),
    ...differences('the lists', withoutBot(messages, relations), wanted),
    ...differences('a reader', withoutBot(live, room.heard), wanted),
    ...differences('a late reader', viewOf(messages, relations), seen),
    ...faultsOfAnswers(talk, messages.filter(isOfBot)),
    ...faultsOfOrder(talk, messages),
    // Nobody ever sees it: not for a moment.
    ...[...live, ...messages, ...relations, ...room.heard.filter(({ type }) => type === 'edit')]
      .filter(
        ({ userId, message, text }) =>
          userId === 'rude' || /rude/.test(`${String(message)} ${String(text)}`),
      )
      .map((item) => `let through: ${JSON.stringify(item)}`),
  ];
  return found.map((fault) => `${room.name}: ${fault}`);
}

function isMessage({ type }: Fields): boolean {
  return type === undefined;
}

function isOfBot({ userId }: Fields): boolean {
  return userId === BOT_ID;
}

function withoutBot(messages: readonly Fields[], relations: readonly Fields[]): View {
  return viewOf(
    messages.filter((message) => !isOfBot(message)),
    relations,
  );
}

/** The first of each id, as last edited: by `order`, then by id. */
function viewOf(messages: readonly Fields[], relations: readonly Fields[]): View {
  const view = new Map<string, string>();
  for (const { id, message } of messages) {
    if (!view.has(String(id))) view.set(String(id), String(message));
  }
  const edits = relations.filter(({ type }) => type === 'edit');
  for (const { target, text } of [...edits].sort(byOrder)) {
    if (view.has(String(target))) view.set(String(target), String(text));
  }
  for (const { type, id } of relations) if (type === 'removal') view.delete(String(id));
  return view;
}

function byOrder(a: Fields, b: Fields): number {
  return Number(a['order']) - Number(b['order']) || (String(a['id']) < String(b['id']) ? -1 : 1);
}

function differences(whose: string, view: View, wanted: View): string[] {
  const ids = new Set([...view.keys(), ...wanted.keys()]);
  return [...ids]
    .filter((id) => view.get(id) !== wanted.get(id))
    .map((id) => `${whose}: ${id} is ${short(view.get(id))}, not ${short(wanted.get(id))}`);
}

function short(text: string | undefined): string {
  return text === undefined ? 'missing' : `“${text.slice(0, 40)}”`;
}

/** The first messages of answers whose second one is missing. */
export function begunAnswersIn({ room }: RoomTalk): readonly string[] {
  const ids = new Set(room.stored().map(({ id }) => String(id)));
  return [...ids].filter((id) => /^bot-.*\.0$/.test(id) && !ids.has(id.replace(/0$/, '1')));
}

/** Each question has one whole answer, of one process; nothing else is answered. */
function faultsOfAnswers({ asked }: RoomTalk, answers: readonly Fields[]): string[] {
  const parts = new Map<string, string[]>();
  for (const { message } of answers) {
    const [, id = '', more = ''] = /^Re: (\S+) (.*)$/s.exec(String(message)) ?? [];
    parts.set(id, [...(parts.get(id) ?? []), more]);
  }
  const faults: string[] = [];
  for (const { ids, wanted } of asked) {
    const answered = ids.filter((id) => parts.has(id));
    if (answered.length === 0 || (wanted === 'one' && answered.length !== 1)) {
      faults.push(`no answer to ${ids.join(' or ')}`);
    }
    for (const id of answered) {
      const own = parts.get(id) ?? [];
      // Each process has words of its own.
      if (own.length !== 2 || own[0] !== own[1]) {
        faults.push(
          `${id} has not one whole answer, but ${own.map((it) => it.slice(0, 20)).join()}`,
        );
      }
    }
    for (const id of ids) parts.delete(id);
  }
  return [...faults, ...[...parts.keys()].map((id) => `an answer to ${id}, which is no question`)];
}

/** Each person's messages are in the order in which they were sent. */
function faultsOfOrder({ said }: RoomTalk, messages: readonly Fields[]): string[] {
  const shown = [...messages].sort(byOrder).map(({ id }) => String(id));
  return [...new Set(said.map(({ by }) => by))].flatMap((person) => {
    const own = said.filter(({ by, id }) => by === person && shown.includes(id));
    const places = own.map(({ id }) => shown.indexOf(id));
    const isSorted = places.every(
      (place, index) => index === 0 || place > (places[index - 1] ?? 0),
    );
    return isSorted ? [] : [`${person}'s messages are out of order`];
  });
}

function repeatsIn(items: readonly Fields[]): unknown[] {
  const ids = items.map(({ id }) => id);
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}
