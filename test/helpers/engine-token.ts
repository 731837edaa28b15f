/**
 * Wraps a token, or any text that should pass for one, as the SDK's
 * `GenerateDisposableToken.Success.authToken` is made. Runs in a page and in Node.
 *
 * @param url whose host the SDK takes for the endpoint
 */
export function wrapToken(url: string, apiKey: string): string {
  return btoa(JSON.stringify({ endpoint: new URL(url).host, api_key: apiKey }));
}
