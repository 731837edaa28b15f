/** An assumption that some fault of the moment kept from being checked. */
export class Transient extends Error {
  override readonly name = 'Transient';
}
