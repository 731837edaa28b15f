/** How long a saved file's URL stays, in ms: browsers read it after the click. */
const URL_MS = 40_000;

/** Saves bytes as a download under this name. */
export function saveFile(bytes: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), URL_MS);
}
