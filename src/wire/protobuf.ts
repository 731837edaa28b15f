/**
 * The encoding of protobuf, as far as the widget's messages need it. On the wire it is the same as `google-protobuf`'s,
 * to the byte (test/wire).
 */
import { decodeBase64 } from './base64.js';

// Of a field's key, the last three bits. Groups left the language before the service was written.
const VARINT = 0;
const FIXED64 = 1;
const DELIMITED = 2;
const END_GROUP = 4;
const FIXED32 = 5;

/** As the SDK hands them over: its web build keeps bytes as base64. */
type Bytes = Uint8Array | string;
type MessageWriter<M> = (message: M, writer: BinaryWriter) => void;
type MessageReader<M> = (message: M, reader: BinaryReader) => unknown;

/** Writes every value that it gets, also an empty one. */
export class BinaryWriter {
  readonly #bytes: number[] = [];

  getResultBuffer(): Uint8Array {
    return new Uint8Array(this.#bytes);
  }

  writeBool(field: number, value: boolean): void {
    this.writeUint64(field, Number(value));
  }

  writeBytes(field: number, value: Bytes): void {
    const bytes = typeof value === 'string' ? decodeBase64(value) : value;
    this.#varint(field * 8 + DELIMITED);
    this.#varint(bytes.length);
    for (const byte of bytes) this.#bytes.push(byte);
  }

  writeRepeatedBytes(field: number, values: readonly Bytes[]): void {
    for (const value of values) this.writeBytes(field, value);
  }

  writeString(field: number, value: string): void {
    this.writeBytes(field, new TextEncoder().encode(value));
  }

  writeMessage<M>(field: number, value: M, write: MessageWriter<M>): void {
    const writer = new BinaryWriter();
    write(value, writer);
    this.writeBytes(field, writer.getResultBuffer());
  }

  writeSint32(field: number, value: number): void {
    // Zigzag: small numbers stay short, whatever their sign.
    this.writeUint64(field, value < 0 ? -2 * value - 1 : 2 * value);
  }

  writeUint32(field: number, value: number): void {
    this.writeUint64(field, value);
  }

  /** Exact up to 2^53, as all numbers are. */
  writeUint64(field: number, value: number): void {
    this.#varint(field * 8 + VARINT);
    this.#varint(value);
  }

  #varint(value: number): void {
    for (; value > 127; value = Math.floor(value / 128)) this.#bytes.push((value % 128) | 128);
    this.#bytes.push(value);
  }
}

/** Throws a `RangeError` where the bytes end too early, or say what no message says. */
export class BinaryReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  /** Where the message ends that is being read. */
  #end: number;
  #field = 0;
  #wireType = VARINT;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#end = bytes.length;
  }

  /** Goes on to the next field. False: there is none. */
  nextField(): boolean {
    if (this.#at >= this.#end) return false;
    const key = this.readUint64();
    this.#field = Math.floor(key / 8);
    this.#wireType = key % 8;
    return true;
  }

  getFieldNumber(): number {
    return this.#field;
  }

  isEndGroup(): boolean {
    return this.#wireType === END_GROUP;
  }

  skipField(): void {
    switch (this.#wireType) {
      case VARINT:
        this.readUint64();
        break;
      case FIXED64:
        this.#take(8);
        break;
      case DELIMITED:
        this.readBytes();
        break;
      case FIXED32:
        this.#take(4);
        break;
      default:
        throw new RangeError(`unknown wire type ${this.#wireType}`);
    }
  }

  readBool(): boolean {
    return this.readUint64() !== 0;
  }

  readBytes(): Uint8Array {
    return this.#take(this.readUint64());
  }

  readString(): string {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.readBytes());
  }

  readMessage<M>(message: M, read: MessageReader<M>): void {
    const length = this.readUint64();
    const end = this.#end;
    const start = this.#at;
    this.#take(length);
    [this.#at, this.#end] = [start, start + length];
    read(message, this);
    [this.#at, this.#end] = [start + length, end];
  }

  readSint32(): number {
    const value = this.readUint64();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  readUint32(): number {
    return this.readUint64();
  }

  /** Exact up to 2^53, as all numbers are. */
  readUint64(): number {
    // Ten bytes hold 64 bits.
    for (let value = 0, shift = 0; shift < 70; shift += 7) {
      const [byte = 0] = this.#take(1);
      value += (byte % 128) * 2 ** shift;
      if (byte < 128) return value;
    }
    throw new RangeError('a number is longer than 64 bits');
  }

  #take(count: number): Uint8Array {
    const start = this.#at;
    if (count > this.#end - start) throw new RangeError('the message ends too early');
    this.#at += count;
    return this.#bytes.slice(start, this.#at);
  }
}
