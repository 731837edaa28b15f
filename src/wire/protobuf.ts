/**
 * The part of `google-protobuf` that the SDK's generated code uses, under the same names, in a tenth of its size.
 * The build substitutes it for that library. Both produce the same bytes on the wire (test/wire). Generated code
 * that uses a member missing here fails the build.
 *
 * A message holds field values by field number: numbers, strings, booleans, bytes, messages, and arrays of those.
 */
import { decodeBase64 } from './base64.js';

// Wire types: the last three bits of a field's key. Groups are deprecated, and the service sends none.
const VARINT = 0;
const FIXED64 = 1;
const DELIMITED = 2;
const END_GROUP = 4;
const FIXED32 = 5;

/** The SDK's web build keeps bytes as base64. */
type Bytes = Uint8Array | string;
type MessageWriter<M> = (message: M, writer: BinaryWriter) => void;
type MessageReader<M> = (message: M, reader: BinaryReader) => unknown;

export class Message {
  declare fields: Record<number, unknown>;

  /**
   * Called by generated constructors. Their arguments about repeated and one-of fields are not needed: the
   * accessors pass the same facts.
   */
  static initialize(this: void, message: Message): void {
    message.fields = {};
  }

  static getField(this: void, message: Message, field: number): unknown {
    return message.fields[field] ?? null;
  }

  static getFieldWithDefault(
    this: void,
    message: Message,
    field: number,
    otherwise: unknown,
  ): unknown {
    return message.fields[field] ?? otherwise;
  }

  static getRepeatedField(this: void, message: Message, field: number): unknown[] {
    return (message.fields[field] ??= []) as unknown[];
  }

  static getWrapperField(this: void, message: Message, _type: unknown, field: number): unknown {
    return message.fields[field];
  }

  static setField<M extends Message>(this: void, message: M, field: number, value: unknown): M {
    message.fields[field] = value;
    return message;
  }

  static addToRepeatedField<M extends Message>(
    this: void,
    message: M,
    field: number,
    value: unknown,
    index?: number,
  ): M {
    const list = Message.getRepeatedField(message, field);
    list.splice(index ?? list.length, 0, value);
    return message;
  }

  /** @param oneof the fields of which at most one is set */
  static setOneofField<M extends Message>(
    this: void,
    message: M,
    field: number,
    oneof: readonly number[],
    value: unknown,
  ): M {
    for (const other of oneof) delete message.fields[other];
    return Message.setField(message, field, value);
  }

  static bytesAsU8(this: void, value: Bytes): Uint8Array {
    return typeof value === 'string' ? decodeBase64(value) : value;
  }

  static bytesListAsU8(this: void, values: readonly Bytes[]): Uint8Array[] {
    return values.map(Message.bytesAsU8);
  }

  static readonly getBooleanFieldWithDefault = Message.getFieldWithDefault;
  // Proto3 does not write defaults, and reading an absent field returns the default: both may be stored alike.
  static readonly setProto3BooleanField = Message.setField;
  static readonly setProto3BytesField = Message.setField;
  static readonly setProto3IntField = Message.setField;
  static readonly setProto3StringField = Message.setField;
  static readonly setWrapperField = Message.setField;
  static readonly setOneofWrapperField = Message.setOneofField;
}

/** Makes a generated constructor function inherit from `Message`. */
export function inherits(type: { prototype: object }, from: { prototype: object }): void {
  Object.setPrototypeOf(type.prototype, from.prototype);
}

/** Encodes fields. Generated code calls it only for fields that are set. */
export class BinaryWriter {
  readonly #bytes: number[] = [];

  getResultBuffer(): Uint8Array {
    return new Uint8Array(this.#bytes);
  }

  writeBool(field: number, value: boolean): void {
    this.writeUint64(field, Number(value));
  }

  writeBytes(field: number, value: Bytes): void {
    const bytes = Message.bytesAsU8(value);
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
    // Zigzag encoding keeps small negative numbers short.
    this.writeUint64(field, value < 0 ? -2 * value - 1 : 2 * value);
  }

  writeUint32(field: number, value: number): void {
    this.writeUint64(field, value);
  }

  /** Exact up to 2^53, the limit of a JavaScript number. */
  writeUint64(field: number, value: number): void {
    this.#varint(field * 8 + VARINT);
    this.#varint(value);
  }

  #varint(value: number): void {
    for (; value > 127; value = Math.floor(value / 128)) this.#bytes.push((value % 128) | 128);
    this.#bytes.push(value);
  }
}

/** Decodes fields. Throws a `RangeError` when the bytes end too early or are malformed. */
export class BinaryReader {
  readonly #bytes: Uint8Array;
  #position = 0;
  /** The end of the message being read, which may be nested. */
  #end: number;
  #field = 0;
  #wireType = VARINT;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#end = bytes.length;
  }

  /** Advances to the next field. Returns false at the end of the message. */
  nextField(): boolean {
    if (this.#position >= this.#end) return false;
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
        throw new RangeError(`unknown wire type ${String(this.#wireType)}`);
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
    const start = this.#position;
    this.#take(length);
    [this.#position, this.#end] = [start, start + length];
    read(message, this);
    [this.#position, this.#end] = [start + length, end];
  }

  readSint32(): number {
    const value = this.readUint64();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  readUint32(): number {
    return this.readUint64();
  }

  /** Exact up to 2^53, the limit of a JavaScript number. */
  readUint64(): number {
    // A varint of 64 bits takes at most ten bytes of seven bits.
    for (let value = 0, shift = 0; shift < 70; shift += 7) {
      const [byte = 0] = this.#take(1);
      value += (byte % 128) * 2 ** shift;
      if (byte < 128) return value;
    }
    throw new RangeError('a number is longer than 64 bits');
  }

  #take(count: number): Uint8Array {
    const start = this.#position;
    if (count > this.#end - start) throw new RangeError('the message ends too early');
    this.#position += count;
    return this.#bytes.slice(start, this.#position);
  }
}
