interface ErrorResponse {
  errorCode(): string;
  message(): string;
}

/** The SDK's error code of a response; undefined for a success. Works with both SDKs. */
export function errorCodeOf(response: object): string | undefined {
  return isError(response) ? response.errorCode() : undefined;
}

/** The text of a response's error. */
export function errorTextOf(response: object): string | undefined {
  return isError(response) ? response.message() : undefined;
}

function isError(response: object): response is ErrorResponse {
  return 'errorCode' in response;
}
