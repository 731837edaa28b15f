import type { MomentoChatElement } from '../../src/momento-chat.js';
import type { ChatElement } from '../../src/momento-chat.js';
import { newRoom, startChat, until, untilStatus, type ChatFixture } from './chat-fixture.js';
import { focused } from './element-parts.js';
import { inMenu, labels, openMenu } from './message-actions.js';
import { startModeratorWithDesk, type TestDesk } from './moderator-client.js';
import { MODERATOR } from './roles.js';

/** A moderated room whose server has a desk. Marie is its moderator. */
export interface DeskChats {
  readonly chat: ChatFixture;
  readonly server: TestDesk;
  readonly room: string;
  open(user: string, attributes?: Record<string, string>): Promise<MomentoChatElement>;
  /** A chat of the moderator, with her menu. */
  openMarie(attributes?: Record<string, string>): Promise<MomentoChatElement>;
}

/** A new room for each test. The fixture may be used in tests only. */
export function useDesk(): DeskChats {
  const desk = {} as { -readonly [Name in keyof DeskChats]: DeskChats[Name] };

  before(async () => {
    desk.chat = await startChat({ desk: true });
  });

  beforeEach(async () => {
    desk.room = newRoom();
    await desk.chat.endpoint.behave({ mode: 'moderated' });
    desk.server = await startModeratorWithDesk(desk.chat.engine.grpcPort, desk.room);
  });

  afterEach(async () => {
    await desk.server.stop();
    await desk.chat.reset();
  });

  after(() => desk.chat.stop());

  desk.open = async (user, attributes = {}) => {
    const element = desk.chat.open({ room: desk.room, user, attributes });
    await untilStatus(element, 'connected');
    await untilDesk(element);
    return element;
  };
  desk.openMarie = (attributes = {}) => desk.open(MODERATOR, { menu: 'moderation', ...attributes });
  return desk;
}

/** Its module is loaded when it is needed. */
export function untilDesk(element: ChatElement): Promise<void> {
  return until('the desk', () => element.renderRoot.querySelector('.desk-line'));
}

/** What the visitor is told beside the composer. */
export function lineOf(element: ChatElement): string {
  const line = element.renderRoot.querySelector<HTMLElement>('.desk-line:not([hidden])');
  return line?.textContent.trim().replace(/\s+/g, ' ') ?? '';
}

/** What screen readers are told at the same place. */
export function saidBy(element: ChatElement): string {
  return element.renderRoot.querySelector('.desk-line + [role=status]')?.textContent ?? '';
}

export async function untilLine(element: ChatElement, text: string): Promise<void> {
  await until(`the line ${text}, not ${lineOf(element)}`, () => lineOf(element) === text);
}

/** Chooses entries of a message's menu, one after the other. */
export async function order(
  element: MomentoChatElement,
  message: string,
  ...entries: readonly string[]
): Promise<void> {
  await openMenu(element, message);
  for (const label of entries) {
    await until(`the entry ${label} among ${labels(element).join(', ')}`, () =>
      labels(element).some((each) => plain(each) === label),
    );
    inMenu(element, 'button')
      .find(({ textContent }) => plain(textContent) === label)
      ?.click();
    await until('the focus', () => focused());
  }
}

/** A label without what keeps a name apart from the text around it. */
export function plain(label: string): string {
  return label.replace(/[\u2068\u2069]/g, '').trim();
}

/** The note in place of the composer; empty: there is a composer. */
export function noteOf(element: ChatElement): string {
  const composer = element.renderRoot.querySelector('momento-chat-composer');
  return composer?.renderRoot.querySelector('.read-only')?.textContent ?? '';
}
