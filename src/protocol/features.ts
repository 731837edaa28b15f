/** In a session's `features`: the room's server handles relations. Named so on the wire. */
export const RELATIONS = 'relations';
/** In a session's `features`: the room's server passes signals on. Named so on the wire. */
export const SIGNALS = 'signals';
/** All that this version's servers handle besides messages. */
export const FEATURES: readonly string[] = [RELATIONS, SIGNALS];
