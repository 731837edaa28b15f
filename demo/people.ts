/** A person of the demo. The query of a page's URL names its visitor. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** A moderator may remove any message from moderated rooms. */
  readonly role?: 'moderator';
}

/** All people of the demo, for its pages and its server, which refuses all other names. */
export const PEOPLE: readonly Person[] = [
  { id: 'ada', name: 'Ada' },
  { id: 'grace', name: 'Grace', role: 'moderator' },
  { id: 'katherine', name: 'Katherine' },
  { id: 'alan', name: 'Alan' },
  // Visits the event's page.
  { id: 'noor', name: 'Noor' },
  // Two pilots, then the shop's assistant and its customer. People who share a browser are neighbours
  // in this list, since every second person uses the engine's other host name.
  { id: 'kenji', name: 'Kenji' },
  { id: 'rin', name: 'Rin' },
  { id: 'theo', name: 'Theo' },
  { id: 'mina', name: 'Mina' },
];

export function personOf(id: string | null): Person | undefined {
  return PEOPLE.find((person) => person.id === id);
}
