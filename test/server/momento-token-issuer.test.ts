import { permission_messages } from '@gomomento/generated-types/dist/permissionmessages.js';
import { describe, expect, it } from 'vitest';
import { API_KEY, tokenService } from '../helpers/token-service.js';

const { CacheRole, TopicRole } = permission_messages;

const service = tokenService();

describe('the request to Momento', () => {
  it('names the list, the list of relations and the topic, exactly, and nothing else', async () => {
    service.answerWith('disposable');
    await service.issue();
    const permissions = service.requests[0]?.permissions;
    expect(permissions?.kind).toBe('explicit');
    const [item, relations, topic, ...more] = permissions?.explicit.permissions ?? [];
    expect(more).toEqual([]);

    expect(item?.kind).toBe('cache_permissions');
    const { role, cache_selector, item_selector } = item?.cache_permissions ?? {};
    expect(role).toBe(CacheRole.CacheReadWrite);
    expect(cache_selector?.cache_name).toBe('instant-messaging');
    expect(item_selector?.kind).toBe('key');
    expect(Buffer.from(item_selector?.key ?? []).toString()).toBe('サポート');

    expect(relations?.kind).toBe('cache_permissions');
    expect(relations?.cache_permissions.role).toBe(CacheRole.CacheReadWrite);
    expect(relations?.cache_permissions.cache_selector.cache_name).toBe('instant-messaging');
    expect(relations?.cache_permissions.item_selector.kind).toBe('key');
    expect(Buffer.from(relations?.cache_permissions.item_selector.key ?? []).toString()).toBe(
      'momento-chat/relations/["サポート"]',
    );

    expect(topic?.kind).toBe('topic_permissions');
    expect(topic?.topic_permissions.role).toBe(TopicRole.TopicReadWrite);
    expect(topic?.topic_permissions.cache_selector.cache_name).toBe('instant-messaging');
    expect(topic?.topic_permissions.topic_selector.kind).toBe('topic_name');
    expect(topic?.topic_permissions.topic_selector.topic_name).toBe('サポート');
  });

  it('asks for reading and subscribing alone where the visitor may only read', async () => {
    service.answerWith('disposable');
    await service.issue('read-only');
    const permissions = service.requests[0]?.permissions.explicit.permissions;
    expect(permissions?.map((permission) => permission.kind)).toEqual([
      'cache_permissions',
      'cache_permissions',
      'topic_permissions',
    ]);
    expect(permissions?.[0]?.cache_permissions.role).toBe(CacheRole.CacheReadOnly);
    expect(permissions?.[1]?.cache_permissions.role).toBe(CacheRole.CacheReadOnly);
    expect(permissions?.[2]?.topic_permissions.role).toBe(TopicRole.TopicReadOnly);
  });

  it('asks for reading, and for writing to the inbox alone, where the room is moderated', async () => {
    service.answerWith('disposable');
    await service.issue('read-write', 'moderated');
    const [item, relations, room, inbox, ...more] =
      service.requests[0]?.permissions.explicit.permissions ?? [];
    expect(item?.cache_permissions.role).toBe(CacheRole.CacheReadOnly);
    expect(relations?.cache_permissions.role).toBe(CacheRole.CacheReadOnly);
    expect(room?.topic_permissions.role).toBe(TopicRole.TopicReadOnly);
    expect(room?.topic_permissions.topic_selector.topic_name).toBe('サポート');
    expect(inbox?.topic_permissions.role).toBe(TopicRole.TopicWriteOnly);
    expect(inbox?.topic_permissions.topic_selector.topic_name).toBe('サポート-input');
    expect(inbox?.topic_permissions.cache_selector.cache_name).toBe('instant-messaging');
    expect(more).toEqual([]);
  });

  it('asks for no inbox where the visitor may only read a moderated room', async () => {
    service.answerWith('disposable');
    await service.issue('read-only', 'moderated');
    const permissions = service.requests[0]?.permissions.explicit.permissions;
    expect(permissions?.map(({ topic_permissions: topic }) => topic?.role)).toEqual([
      undefined,
      undefined,
      TopicRole.TopicReadOnly,
    ]);
  });

  it.each([
    ['read-write', CacheRole.CacheReadWrite],
    ['read-only', CacheRole.CacheReadOnly],
  ] as const)(
    'names the beginning of the files’ keys for %s, if the room takes files',
    async (access, role) => {
      service.answerWith('disposable');
      await service.issue(access, 'direct', { attachments: true });
      const permissions = service.requests[0]?.permissions.explicit.permissions ?? [];
      expect(permissions).toHaveLength(4);
      const files = permissions[3]?.cache_permissions;
      expect(files?.role).toBe(role);
      expect(files?.cache_selector.cache_name).toBe('instant-messaging');
      expect(files?.item_selector.kind).toBe('key_prefix');
      expect(Buffer.from(files?.item_selector.key_prefix ?? []).toString()).toBe(
        'momento-chat/file/["サポート",',
      );
    },
  );

  it('reads the files of a moderated room, and writes to the visitor’s own place', async () => {
    service.answerWith('disposable');
    await service.issue('read-write', 'moderated', { attachments: true });
    await service.issue('read-only', 'moderated', { attachments: true });
    const [writer, reader] = service.requests.map(({ permissions }) =>
      permissions.explicit.permissions
        .slice(2)
        .filter(({ kind }) => kind === 'cache_permissions')
        .map(({ cache_permissions: { role, item_selector: items } }) => [
          role,
          Buffer.from(items.key_prefix).toString(),
        ]),
    );
    const files = [CacheRole.CacheReadOnly, 'momento-chat/file/["サポート",'];
    const own = [CacheRole.CacheWriteOnly, 'momento-chat/upload/["サポート","u1",'];
    expect(writer).toEqual([files, own]);
    expect(reader).toEqual([files]);
  });

  it('carries the key, the lifetime and the user', async () => {
    service.answerWith('disposable');
    await service.issue();
    expect(service.requests[0]?.auth_token).toBe(API_KEY);
    expect(service.requests[0]?.expires.valid_for_seconds).toBe(600);
    expect(service.requests[0]?.token_id).toBe('u1');
  });
});
