/** The form of a token that the SDK reads, as Momento's own token vending machine writes it. */
export function toAuthToken(endpoint: string, apiKey: string): string {
  return Buffer.from(JSON.stringify({ endpoint, api_key: apiKey })).toString('base64');
}
