/**
 * Wraps a token, or any text in its place, in the form of the SDK's
 * `GenerateDisposableToken.Success.authToken`. Runs in a page and in Node.
 *
 * @param url the URL whose host the SDK uses as the endpoint
 */
export function wrapToken(url: string, apiKey: string): string {
  return btoa(JSON.stringify({ endpoint: new URL(url).host, api_key: apiKey }));
}
