import { DELIVERY } from './delivery.js';
import { inMode } from './every-mode.js';

inMode('relay', 'delivery', DELIVERY);
