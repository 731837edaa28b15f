/** Whether a compiler of service definitions wrote the file, or its declarations. */
export function isGenerated(file: string): boolean {
  return /[\\/]@gomomento[\\/]generated-types-webtext[\\/]dist[\\/]/.test(file);
}
