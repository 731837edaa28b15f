/** The person in front of the widget, as far as the host's token endpoint vouches for them. */
export interface ChatUser {
  readonly id: string;
  readonly name: string;
  /** An http(s) URL. */
  readonly avatarUrl: string | undefined;
}

/** Another person: who is in the room, or who can be mentioned. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** An http(s) URL. */
  readonly avatarUrl?: string | undefined;
}
