import { Transient } from './transient.js';

/** A call's result: `ok` and a value, or the SDK's error code and message. */
export interface Answer<T> {
  readonly code: string;
  readonly value: T | undefined;
  readonly message: string;
}

export function ok<T>(value: T): Answer<T> {
  return { code: 'ok', value, message: '' };
}

interface ErrorResponse {
  errorCode(): string;
  message(): string;
}

function isError(response: object): response is ErrorResponse {
  return 'errorCode' in response;
}

/** Reads a response of the SDK. @param read the value of a response that is no error */
export function answerOf<R extends object, T>(
  response: R,
  read: (response: Exclude<R, ErrorResponse>) => T,
): Answer<T> {
  if (isError(response)) {
    return { code: response.errorCode(), value: undefined, message: response.message() };
  }
  return ok(read(response as Exclude<R, ErrorResponse>));
}

/** Error codes that say nothing about the assumption. */
const TRANSIENT = [
  'CANCELLED_ERROR',
  'CLIENT_RESOURCE_EXHAUSTED',
  'CONNECTION_ERROR',
  'INTERNAL_SERVER_ERROR',
  'SERVER_UNAVAILABLE',
  'TIMEOUT_ERROR',
];

/** Whether the account's operations or bytes per second are used up. Other limits have other texts. */
export function isRateLimited({ code, message }: Answer<unknown>): boolean {
  return code === 'LIMIT_EXCEEDED_ERROR' && /(request rate|bandwidth) limit/i.test(message);
}

/** Whether a code says nothing about the assumption. */
export function isTransient(code: string): boolean {
  return TRANSIENT.includes(code);
}

/** @throws Transient if the answer says nothing about the assumption */
export function checked<T>(answer: Answer<T>): Answer<T> {
  if (isTransient(answer.code) || isRateLimited(answer)) {
    throw new Transient(`${answer.code}: ${answer.message}`);
  }
  return answer;
}
