/** How long a saved file's URL stays, in ms: browsers read it after the click. */
const URL_MS = 40_000;

/** Saves bytes under a name, as a download. */
export function saveBlob(bytes: Blob, name: string): void {
  const url = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), URL_MS);
}
