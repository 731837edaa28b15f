import type { Lent } from '../actions/borrowed.js';
export async function openViewer(_lent: Lent, _config: object): Promise<void> {}
