/** Served by the build, `build/emoji-data.ts`. */
declare module 'packed-emoji/en' {
  const packed: string;
  export default packed;
}

declare module 'packed-emoji/ja' {
  const packed: string;
  export default packed;
}
