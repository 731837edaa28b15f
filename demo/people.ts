/** Somebody who can sign in to the demo by being named in the address. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** The demo's cast: known to its server, which lets nobody else in, and to its pages. */
export const PEOPLE: readonly Person[] = [
  { id: 'ada', name: 'Ada' },
  { id: 'grace', name: 'Grace' },
  { id: 'katherine', name: 'Katherine' },
  { id: 'alan', name: 'Alan' },
];

export function personOf(id: string | null): Person | undefined {
  return PEOPLE.find((person) => person.id === id);
}
