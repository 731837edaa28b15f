import { describe, expect, it } from 'vitest';
import { setUp } from './token-endpoint-fixture.js';
import { ROOM, setUpDesk } from './desk-fixture.js';

const BAN = { room: ROOM, userId: 'u1', seconds: 600, reason: 'spam' };

describe('the token endpoint with a desk', () => {
  it('refuses a banned user, with the reason, and issues no token', async () => {
    const { desk } = setUpDesk().start();
    await desk.ban(BAN);
    const { get, grants } = setUp({ desk });
    const response = await get(`?room=${ROOM}`);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      error: {
        code: 'forbidden',
        message: 'unable to join the room; You cannot write here for 10 minutes: spam',
      },
    });
    expect(grants).toEqual([]);
    expect((await get('?room=lounge')).status).toBe(200);
  });

  it('takes the desk of its moderator', async () => {
    const { desk } = setUpDesk().start();
    await desk.ban(BAN);
    const { get, grants } = setUp({ moderator: { desk } });
    expect((await get(`?room=${ROOM}`)).status).toBe(403);
    expect(grants).toEqual([]);
  });

  it('lets a muted user in, and a banned one once the ban is lifted', async () => {
    const { desk } = setUpDesk().start();
    const { get } = setUp({ desk });
    await desk.mute(BAN);
    expect((await get(`?room=${ROOM}`)).status).toBe(200);
    await desk.ban(BAN);
    expect((await get(`?room=${ROOM}`)).status).toBe(403);
    await desk.lift({ room: ROOM, userId: 'u1' });
    expect((await get(`?room=${ROOM}`)).status).toBe(200);
  });

  it('lets nobody in while it cannot tell who is banned', async () => {
    const { desk, store } = setUpDesk().start();
    store.before(() => Promise.reject(new Error('secret')));
    const { get, grants, errors } = setUp({ desk });
    const response = await get(`?room=${ROOM}`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(errors).toHaveLength(1);
    expect(grants).toEqual([]);
  });
});
