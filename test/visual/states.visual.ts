import { STATES } from '../states/states.js';
import { takePicturesOf } from './scenes.js';

// One file more is one page more at the same time.
takePicturesOf(
  'a chat',
  STATES.filter((_, index) => index % 2 === 0),
);
