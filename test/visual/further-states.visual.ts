import { STATES } from '../states/states.js';
import { takePicturesOf } from './scenes.js';

takePicturesOf(
  'a chat',
  STATES.filter((_, index) => index % 2 === 1),
);
