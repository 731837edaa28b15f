import { STATES } from '../states/states.js';
import { takePicturesOf } from './scenes.js';

takePicturesOf('the states of a chat', STATES);
