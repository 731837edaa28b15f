import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** The sizes of a script, in bytes. */
export interface Sizes {
  readonly raw: number;
  /** After gzip at level 9. */
  readonly gzip: number;
  /** After brotli at quality 11. */
  readonly brotli: number;
}

export function sizesOf(code: string): Sizes {
  return {
    raw: Buffer.byteLength(code),
    gzip: gzipSync(code, { level: 9 }).length,
    brotli: brotliSize(code),
  };
}

export function brotliSize(code: string): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  return brotliCompressSync(code, { params }).length;
}
