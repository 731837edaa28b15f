import { MomentoErrorCode } from '@gomomento/sdk-web';
import { ChatError, type ChatErrorCode } from '../../protocol/errors.js';

/** The common part of the SDK's error responses. */
interface ErrorResponse {
  errorCode(): MomentoErrorCode;
  innerException(): Error;
}

/** The chat's code for each code of the SDK. Unlisted codes count as temporary faults. */
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
 * The service's own words tell what has happened; those that the SDK puts before them are not in the bundle.
 *
 * @param doing the failed action: "unable to <doing>; …"
 */
export function toChatError(doing: string, response: ErrorResponse): ChatError {
  const code = CODES[response.errorCode()] ?? 'service-unavailable';
  return new ChatError(code, `unable to ${doing}; ${response.innerException().message}`, {
    cause: response,
  });
}
