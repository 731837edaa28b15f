/**
 * Who writes to the room: in `direct` rooms the visitor's browser, in `moderated` rooms a server that reads
 * what the browser publishes to the room's inbox.
 */
export type ChatMode = 'direct' | 'moderated';
