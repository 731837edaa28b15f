/** A picture in `pictures/`. */
export interface Picture {
  readonly file: string;
  /** For people who cannot see it. */
  readonly alt: string;
}

/** A message that a room has from the start. */
export interface Line {
  /** The id of one of the demo's people. */
  readonly by: string;
  readonly minutesAgo: number;
  readonly text: string;
  /** How many lines above this one the answered one is. */
  readonly answers?: number;
  readonly picture?: Picture;
  /** Who reacted, by emoji. */
  readonly reactions?: Readonly<Record<string, readonly string[]>>;
}

/** The messages that each room has from the start, the oldest first. */
export const HISTORY: Readonly<Record<string, readonly Line[]>> = {
  lobby: [
    { by: 'ada', minutesAgo: 52, text: 'Is the compiler back?' },
    {
      by: 'grace',
      minutesAgo: 50,
      text: 'It is. It even compiled itself.',
      reactions: { '🎉': ['ada', 'grace'] },
    },
    { by: 'ada', minutesAgo: 49, text: 'And why did the machine stop?', answers: 1 },
    {
      by: 'grace',
      minutesAgo: 11,
      text: 'Found it: a moth.',
      picture: { file: 'moth.webp', alt: 'A moth, taped into a log book' },
      reactions: { '😮': ['ada'] },
    },
    {
      by: 'ada',
      minutesAgo: 9,
      text: 'So the first bug was a bug! Let’s show Katherine.',
      reactions: { '😂': ['grace'] },
    },
  ],
  observatory: [
    { by: 'grace', minutesAgo: 58, text: 'Good evening from the dome! The roof is open.' },
    { by: 'kenji', minutesAgo: 55, text: '札幌は快晴です。もう三つ見えました。' },
    { by: 'katherine', minutesAgo: 51, text: 'Three already? Clouds over here.', answers: 1 },
    { by: 'katherine', minutesAgo: 51, text: 'I will watch with you instead.' },
    {
      by: 'noor',
      minutesAgo: 44,
      text: 'السماء صافية في القاهرة الليلة',
      reactions: { '❤️': ['grace'] },
    },
    { by: 'alan', minutesAgo: 31, text: 'Which way should I look?' },
    {
      by: 'grace',
      minutesAgo: 29,
      text: 'North-east, halfway up. Give your eyes twenty minutes in the dark.',
      answers: 1,
      reactions: { '🙏': ['alan', 'katherine'] },
    },
    { by: 'katherine', minutesAgo: 4, text: 'The long one just now: did the camera catch it?' },
    {
      by: 'grace',
      minutesAgo: 3,
      text: 'It did.',
      picture: { file: 'meteor.webp', alt: 'A bright meteor above the observatory' },
      reactions: { '😮': ['katherine', 'alan', 'noor'] },
    },
    { by: 'noor', minutesAgo: 2, text: 'I saw it from here, too. Half the sky!' },
  ],
  assembly: [
    {
      by: 'grace',
      minutesAgo: 42,
      text: 'Please stay with the subject, and be kind. Thank you!',
      reactions: { '👍': ['katherine', 'alan'] },
    },
    { by: 'katherine', minutesAgo: 38, text: 'Shall we vote on the new reading room?' },
    { by: 'alan', minutesAgo: 35, text: 'Yes, if it has tea.', answers: 1 },
    { by: 'noor', minutesAgo: 6, text: 'Cheap telescopes, today only! Write to me.' },
    { by: 'noor', minutesAgo: 5, text: 'Really cheap. Last chance!' },
  ],
  support: [
    {
      by: 'mina',
      minutesAgo: 34,
      text: 'Hello! My teapot is here, but its lid has a chip.',
      picture: { file: 'teapot.webp', alt: 'A brown clay teapot with a chipped lid' },
    },
    {
      by: 'theo',
      minutesAgo: 31,
      text: 'I am sorry! A new lid leaves today. Please keep the pot.',
      answers: 1,
      reactions: { '❤️': ['mina'] },
    },
    { by: 'mina', minutesAgo: 29, text: 'How kind. Will it fit? They are made by hand.' },
    { by: 'theo', minutesAgo: 27, text: 'Yours is a number 7, and so is the lid.', answers: 1 },
  ],
  hotel: [
    { by: 'alan', minutesAgo: 21, text: 'This hotel lets nothing through but our own site.' },
    {
      by: 'ada',
      minutesAgo: 20,
      text: 'And yet here you are!',
      answers: 1,
      reactions: { '😂': ['alan'] },
    },
    { by: 'alan', minutesAgo: 18, text: 'Our server passes it on: one WebSocket.' },
    {
      by: 'ada',
      minutesAgo: 3,
      text: 'I see no difference.',
      reactions: { '👍': ['alan'] },
    },
  ],
  asteroids: [
    { by: 'kenji', minutesAgo: 22, text: 'The third wave is mean.' },
    {
      by: 'grace',
      minutesAgo: 9,
      text: 'Stay left, then cut through the middle.',
      answers: 1,
      reactions: { '🙏': ['kenji'] },
    },
    { by: 'kenji', minutesAgo: 6, text: '1,310 points! My best so far.' },
    { by: 'rin', minutesAgo: 4, text: 'I will beat that.' },
  ],
  'town-hall': [
    { by: 'grace', minutesAgo: 26, text: 'Welcome to the town hall! I read along.' },
    { by: 'katherine', minutesAgo: 19, text: 'Will the library stay open on Sundays?' },
    {
      by: 'grace',
      minutesAgo: 18,
      text: 'Yes, until six. That is decided.',
      answers: 1,
      reactions: { '👍': ['noor', 'katherine'] },
    },
    { by: 'kenji', minutesAgo: 7, text: 'Buy cheap concert tickets!!! Only today!!!' },
    { by: 'noor', minutesAgo: 3, text: 'Half the town reads there on Sundays. Thank you!' },
  ],
  looks: [
    { by: 'grace', minutesAgo: 64, text: 'Have you seen the new colours?' },
    {
      by: 'grace',
      minutesAgo: 64,
      text: 'They follow the accent, all of them.',
      reactions: { '👍': ['ada', 'katherine'] },
    },
    { by: 'ada', minutesAgo: 61, text: 'Just now. Links, too: https://example.com/palette' },
    { by: 'katherine', minutesAgo: 17, text: 'Dark looks good as well.', answers: 1 },
    { by: 'ada', minutesAgo: 5, text: 'Then it is settled.' },
    { by: 'ada', minutesAgo: 5, text: 'Copy the CSS and we are done.' },
  ],
};
