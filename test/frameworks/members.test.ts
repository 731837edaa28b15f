import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { readMembers, type ElementMembers } from '../../build/frameworks/members.js';
import { MEMBERS_FILE, membersModule } from '../../build/frameworks/write.js';
import type { MEMBERS } from '../../src/frameworks/members.js';
import type {
  ChatEvents,
  ChatSettings,
  InboxEvents,
  InboxSettings,
} from '../../src/frameworks/templates.js';

type All = typeof MEMBERS;
type SettingsOf<Tag extends keyof All> =
  keyof All[Tag]['attributes'] | All[Tag]['properties'][number];
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

/** The compiler refuses it where the types of components lack a member, or have another one. */
const TYPED: readonly [
  Same<SettingsOf<'momento-chat'>, keyof ChatSettings<'momento-chat'>>,
  Same<SettingsOf<'momento-relay-chat'>, keyof ChatSettings<'momento-relay-chat'>>,
  Same<SettingsOf<'momento-chat-inbox'>, keyof InboxSettings>,
  Same<All['momento-chat']['events'][number], keyof ChatEvents>,
  Same<All['momento-relay-chat']['events'][number], keyof ChatEvents>,
  Same<All['momento-chat-inbox']['events'][number], keyof InboxEvents>,
] = [true, true, true, true, true, true];

/** What frameworks set on the elements follows from the elements' own comments and decorators. */
describe('the list of members for frameworks', () => {
  let elements: readonly ElementMembers[];

  beforeAll(async () => {
    elements = await readMembers();
  }, 120_000);

  it('is as it was committed: otherwise run `npm run frameworks`', async () => {
    expect(await membersModule(elements)).toBe(await readFile(MEMBERS_FILE, 'utf8'));
  });

  it('has what the types of components have', () => {
    expect(TYPED.every(Boolean)).toBe(true);
  });

  it('has the type of each member of each element', () => {
    const typeOf = (tag: string, name: string) =>
      elements
        .find((element) => element.tag === tag)
        ?.settings.find((setting) => setting.name === name)?.type;
    expect(typeOf('momento-chat', 'strings')).toBe('Partial<ChatStrings> | undefined');
    expect(typeOf('momento-chat-inbox', 'strings')).toBe('Partial<InboxStrings> | undefined');
    expect(typeOf('momento-relay-chat', 'historyLimit')).toBe(undefined);
    const untyped = elements.flatMap(({ settings, events }) =>
      [...settings, ...events].filter(({ type, text }) => type === 'unknown' || text === ''),
    );
    expect(untyped).toEqual([]);
  });
});
