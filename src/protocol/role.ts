/** What a visitor is in a room, by the word of its server. Moderators and owners may remove the messages of others. */
export type Role = 'member' | 'moderator' | 'owner';

/** Reads a role, which may be anything. An unknown one gives no rights. */
export function toRole(value: unknown): Role {
  return value === 'moderator' || value === 'owner' ? value : 'member';
}
