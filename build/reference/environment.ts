/** An environment variable. */
export interface Variable {
  readonly name: string;
  readonly readBy: string;
  readonly meaning: string;
}

/** All variables that a command, the demo, the samples or the tests read. */
export const VARIABLES: readonly Variable[] = [
  {
    name: 'MOMENTO_API_KEY',
    readBy: '`CredentialProvider.fromEnvVarV2()` of the SDK, `momento-chat verify`, `npm start`',
    meaning: 'The account’s secret, on servers only. It has to be allowed to issue tokens.',
  },
  {
    name: 'MOMENTO_ENDPOINT',
    readBy: 'the same',
    meaning: 'The region’s host, such as `cell-4-us-west-2-1.prod.a.momentohq.com`.',
  },
  {
    name: 'PORT',
    readBy: 'the samples',
    meaning: 'Where they listen; 3000 without it.',
  },
];
