/** A message without the credential: the service, or a proxy, may repeat parts of a request in it. */
export function withoutSecret(text: string, secret: string): string {
  return secret === '' ? text : text.replaceAll(secret, '[API key]');
}
