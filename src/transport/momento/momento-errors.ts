import { MomentoErrorCode } from '@gomomento/sdk-web';
import { ChatError, type ChatErrorCode } from '../../protocol/errors.js';

/** The common part of the SDK's error responses. */
interface ErrorResponse {
  errorCode(): MomentoErrorCode;
  message(): string;
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

/** @param doing the failed action: "unable to <doing>; …" */
export function toChatError(doing: string, response: ErrorResponse): ChatError {
  const code = CODES[response.errorCode()] ?? 'service-unavailable';
  return new ChatError(code, `unable to ${doing}; ${response.message()}`, { cause: response });
}
