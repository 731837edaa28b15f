/** Whether the file belongs to the code, or the declarations, generated from the service's definitions. */
export function isGenerated(file: string): boolean {
  return /[\\/]@gomomento[\\/]generated-types-webtext[\\/]dist[\\/]/.test(file);
}
