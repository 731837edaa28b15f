/*
 * Loaded where something of a later version of the wire format is read: once in a page, or in a process.
 */
console.warn(
  'momento-chat: unable to show all; some messages or events are of a later version of the wire format. Update this ' +
    'build of momento-chat. What it knows is shown, the rest is dropped and counted (droppedCount).',
);

export {};
