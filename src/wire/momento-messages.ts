/** The messages of Momento's service that the widget's calls need, under the names that the SDK's generated code has. */
import { BOOL, BYTES, BYTES_LIST, message, oneof, SINT, STRING, UINT } from './message.js';

export class _Empty extends message() {}
export class _Unbounded extends message() {}

export class _ListFetchRequest extends message(BYTES, _Unbounded, SINT, _Unbounded, SINT) {
  setListName(value: string): void {
    this.setField(1, value);
  }
  setUnboundedStart(value: _Unbounded): void {
    this.setField(2, value);
  }
  setInclusiveStart(value: number): void {
    this.setField(3, value);
  }
  setUnboundedEnd(value: _Unbounded): void {
    this.setField(4, value);
  }
  setExclusiveEnd(value: number): void {
    this.setField(5, value);
  }
}

class Found extends message(BYTES_LIST) {
  getValuesList(): unknown {
    return this.getField(1) ?? [];
  }
}

export class _ListFetchResponse extends oneof(Found, _Empty) {
  getFound(): unknown {
    return this.getField(1);
  }
  getMissing(): unknown {
    return this.getField(2);
  }
}

export class _ListPushBackRequest extends message(BYTES, BYTES, UINT, BOOL, UINT) {
  setListName(value: string): void {
    this.setField(1, value);
  }
  setValue(value: string): void {
    this.setField(2, value);
  }
  setTtlMilliseconds(value: number): void {
    this.setField(3, value);
  }
  setRefreshTtl(value: boolean): void {
    this.setField(4, value);
  }
  setTruncateFrontToSize(value: number): void {
    this.setField(5, value);
  }
}

export class _ListPushBackResponse extends message(UINT) {
  getListLength(): unknown {
    return this.getField(1);
  }
}

export class _ListConcatenateBackRequest extends message(BYTES, BYTES_LIST, UINT, BOOL, UINT) {
  setListName(value: string): void {
    this.setField(1, value);
  }
  setValuesList(value: readonly string[]): void {
    this.setField(2, value);
  }
  setTtlMilliseconds(value: number): void {
    this.setField(3, value);
  }
  setRefreshTtl(value: boolean): void {
    this.setField(4, value);
  }
  setTruncateFrontToSize(value: number): void {
    this.setField(5, value);
  }
}

export class _ListConcatenateBackResponse extends _ListPushBackResponse {}

export class _ListRemoveRequest extends message(BYTES, BYTES) {
  setListName(value: string): void {
    this.setField(1, value);
  }
  setAllElementsWithValue(value: string): void {
    this.setField(2, value);
  }
}

export class _UpdateTtlRequest extends message(BYTES, UINT, UINT, UINT) {
  setCacheKey(value: string): void {
    this.setField(1, value);
  }
  setOverwriteToMilliseconds(value: number): void {
    this.setField(4, value);
  }
}

export class _UpdateTtlResponse extends oneof(_Empty, _Empty, _Empty) {
  getSet(): unknown {
    return this.getField(1);
  }
  getMissing(): unknown {
    return this.getField(3);
  }
}

export enum ECacheResult {
  INVALID = 0,
  OK = 1,
  HIT = 2,
  MISS = 3,
}

export class _GetRequest extends message(BYTES) {
  setCacheKey(value: string): void {
    this.setField(1, value);
  }
}

export class _GetResponse extends message(UINT, BYTES, STRING) {
  getResult(): unknown {
    return this.getField(1);
  }
  getCacheBody_asU8(): unknown {
    return this.getField(2) || new Uint8Array();
  }
  getMessage(): unknown {
    return this.getField(3);
  }
}

export class _SetRequest extends message(BYTES, BYTES, UINT) {
  setCacheKey(value: string): void {
    this.setField(1, value);
  }
  setCacheBody(value: string): void {
    this.setField(2, value);
  }
  setTtlMilliseconds(value: number): void {
    this.setField(3, value);
  }
}

export class _TopicValue extends oneof(STRING, BYTES) {
  setText(value: string): void {
    this.setField(1, value);
  }
  setBinary(value: Uint8Array | string): void {
    this.setField(2, value);
  }
  getText(): unknown {
    return this.getField(1);
  }
  getBinary(): unknown {
    return this.getField(2);
  }
}

export class _PublishRequest extends message(STRING, STRING, _TopicValue) {
  setCacheName(value: string): void {
    this.setField(1, value);
  }
  setTopic(value: string): void {
    this.setField(2, value);
  }
  setValue(value: _TopicValue): void {
    this.setField(3, value);
  }
}

export class _SubscriptionRequest extends message(STRING, STRING, UINT, UINT) {
  setCacheName(value: string): void {
    this.setField(1, value);
  }
  setTopic(value: string): void {
    this.setField(2, value);
  }
  setResumeAtTopicSequenceNumber(value: number): void {
    this.setField(3, value);
  }
  setSequencePage(value: number): void {
    this.setField(4, value);
  }
}

class TopicItem extends message(UINT, _TopicValue, STRING, UINT) {
  getTopicSequenceNumber(): unknown {
    return this.getField(1);
  }
  getValue(): unknown {
    return this.getField(2);
  }
  getPublisherId(): unknown {
    return this.getField(3);
  }
  getSequencePage(): unknown {
    return this.getField(4);
  }
}

class Discontinuity extends message(UINT, UINT, UINT) {
  getLastTopicSequence(): unknown {
    return this.getField(1);
  }
  getNewTopicSequence(): unknown {
    return this.getField(2);
  }
  getNewSequencePage(): unknown {
    return this.getField(3);
  }
}

export class _SubscriptionItem extends oneof(TopicItem, Discontinuity, _Empty) {
  getItem(): unknown {
    return this.getField(1);
  }
  getDiscontinuity(): unknown {
    return this.getField(2);
  }
  getHeartbeat(): unknown {
    return this.getField(3);
  }
}
