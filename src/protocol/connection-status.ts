/**
 * How the room stands with the service.
 *
 * - `connecting`: on the way in, nothing shown yet.
 * - `catching-up`: live again, but missed messages are still being fetched.
 * - `connected`: live, and nothing is missing.
 * - `reconnecting`: cut off; trying again.
 * - `disconnected`: not in a room: before the first connection and after removal.
 * - `failed`: given up until the configuration changes or a retry is asked for.
 */
export type ConnectionStatus =
  'connecting' | 'catching-up' | 'connected' | 'reconnecting' | 'disconnected' | 'failed';
