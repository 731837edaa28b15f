import type { ChatError } from '../../protocol/errors.js';

/** Reports each kind of fault once until all is well again. */
export class FaultReports {
  readonly #onFault: (fault: ChatError) => void;
  readonly #reported = new Set<ChatError['code']>();

  constructor(onFault: (fault: ChatError) => void) {
    this.#onFault = onFault;
  }

  add(fault: ChatError): void {
    if (this.#reported.has(fault.code)) return;
    this.#reported.add(fault.code);
    this.#onFault(fault);
  }

  clear(): void {
    this.#reported.clear();
  }
}
