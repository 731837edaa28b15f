import { DELIVERY } from './delivery.js';
import { inMode } from './every-mode.js';

inMode('direct', 'delivery', DELIVERY);
