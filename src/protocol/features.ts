/** In a session's `features`: the room's server handles relations. Named so on the wire. */
export const RELATIONS = 'relations';
