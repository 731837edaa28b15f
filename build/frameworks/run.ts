import { writeFileSync } from 'node:fs';
import { readMembers } from './members.js';
import { MEMBERS_FILE, membersModule } from './write.js';

/* Writes the list of all that frameworks may set on the elements: `npm run frameworks`. It is committed; a test compares it. */
writeFileSync(MEMBERS_FILE, await membersModule(await readMembers()));
