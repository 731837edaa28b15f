import { randomUUID } from 'node:crypto';
import { guestOf } from './guests.mjs';

const secret = randomUUID();
const staff = new Set();

/** The path of a link for yourself: who opens it becomes one of the staff. */
export const STAFF_PATH = `/staff/${secret}`;

/** Put the roles of your own users in this place. */
export function roleOf(id) {
  return staff.has(id) ? 'moderator' : 'member';
}

/** Answers `STAFF_PATH`, and leads on to a page. */
export function becomeStaff(page) {
  return (request) => {
    staff.add(guestOf(request).id);
    return new Response(null, { status: 303, headers: { Location: page } });
  };
}
