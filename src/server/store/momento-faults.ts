import { MomentoErrorCode } from '@gomomento/sdk';
import { ChatError, type ChatErrorCode } from '../../protocol/errors.js';

/** The methods that all error responses of the SDK share. */
interface ErrorResponse {
  errorCode(): MomentoErrorCode;
  message(): string;
}

/** The chat's code for each of the SDK's. Codes that are not listed count as temporary faults. */
const CODES: Readonly<Partial<Record<MomentoErrorCode, ChatErrorCode>>> = {
  [MomentoErrorCode.AUTHENTICATION_ERROR]: 'not-authenticated',
  [MomentoErrorCode.PERMISSION_ERROR]: 'not-permitted',
  [MomentoErrorCode.CACHE_NOT_FOUND_ERROR]: 'cache-not-found',
  [MomentoErrorCode.LIMIT_EXCEEDED_ERROR]: 'quota-exceeded',
  [MomentoErrorCode.CLIENT_RESOURCE_EXHAUSTED]: 'quota-exceeded',
  [MomentoErrorCode.INVALID_ARGUMENT_ERROR]: 'service-rejected',
  [MomentoErrorCode.BAD_REQUEST_ERROR]: 'service-rejected',
  [MomentoErrorCode.FAILED_PRECONDITION_ERROR]: 'service-rejected',
};

/**
 * Converts an error response of the SDK for Node to the chat's own error. The response is not kept as the cause: the
 * error goes to a log, and the response contains the request's headers, with the API key.
 *
 * @param doing the operation that failed, for the text "unable to <doing>; …"
 */
export function momentoFault(doing: string, response: ErrorResponse): ChatError {
  const code = CODES[response.errorCode()] ?? 'service-unavailable';
  return new ChatError(code, `unable to ${doing}; ${response.message()}`);
}
