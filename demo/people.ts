/** Somebody who can sign in to the demo by being named in the address. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** May take back what anybody has written, in rooms that are moderated. */
  readonly role?: 'moderator';
}

/** The demo's cast: known to its server, which lets nobody else in, and to its pages. */
export const PEOPLE: readonly Person[] = [
  { id: 'ada', name: 'Ada' },
  { id: 'grace', name: 'Grace', role: 'moderator' },
  { id: 'katherine', name: 'Katherine' },
  { id: 'alan', name: 'Alan' },
  // In the page with comments beside it.
  { id: 'noor', name: 'Noor' },
  // Two pilots, and two sides of a counter: those who share a browser stand next to each other,
  // since every second one calls the engine by its other name.
  { id: 'kenji', name: 'Kenji' },
  { id: 'rin', name: 'Rin' },
  { id: 'theo', name: 'Theo' },
  { id: 'mina', name: 'Mina' },
];

export function personOf(id: string | null): Person | undefined {
  return PEOPLE.find((person) => person.id === id);
}
