/** On screens this small, phones upright or on their side, a launcher's panel covers all. */
export const SMALL_SCREEN = '(max-width: 480px), (max-height: 440px)';
