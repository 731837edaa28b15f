import { MomentoErrorCode } from '@gomomento/sdk';
import { ChatError, type ChatErrorCode } from '../../protocol/errors.js';

/** The part that all error responses of the SDK share. */
interface ErrorResponse {
  errorCode(): MomentoErrorCode;
  message(): string;
}

/** The SDK's codes in the chat's words; what is not listed is taken for a fault that passes. */
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
 * An error response of the SDK for Node as the chat's own error. The response is not kept as the cause: this goes
 * to a log, and the response holds the request's headers, with the API key in them.
 *
 * @param doing what was tried: "unable to <doing>; …"
 */
export function momentoFault(doing: string, response: ErrorResponse): ChatError {
  const code = CODES[response.errorCode()] ?? 'service-unavailable';
  return new ChatError(code, `unable to ${doing}; ${response.message()}`);
}
