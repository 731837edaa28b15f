import { BinaryReader, BinaryWriter } from './protobuf.js';

/** The encoding of a field. */
interface Kind {
  readonly write: (writer: BinaryWriter, field: number, value: never) => void;
  readonly read: (reader: BinaryReader) => unknown;
  /** The value of a field that is not set; outside a oneof, it is not written. */
  readonly empty: unknown;
}

type FieldType = Kind | MessageClass;
type MessageClass = new () => Message;

export const BOOL: Kind = {
  write: (writer, field, value) => writer.writeBool(field, value),
  read: (reader) => reader.readBool(),
  empty: false,
};

export const BYTES: Kind = {
  write: (writer, field, value) => writer.writeBytes(field, value),
  read: (reader) => reader.readBytes(),
  empty: '',
};

/** A list of bytes: the reader gets one of them at a time. */
export const BYTES_LIST: Kind = {
  write: (writer, field, value) => writer.writeRepeatedBytes(field, value),
  read: (reader) => reader.readBytes(),
  empty: undefined,
};

/** For fields of a oneof, where zero is written, too. */
export const SINT: Kind = {
  write: (writer, field, value) => writer.writeSint32(field, value),
  read: (reader) => reader.readSint32(),
  empty: undefined,
};

export const STRING: Kind = {
  write: (writer, field, value) => writer.writeString(field, value),
  read: (reader) => reader.readString(),
  empty: '',
};

export const UINT: Kind = {
  write: (writer, field, value) => writer.writeUint64(field, value),
  read: (reader) => reader.readUint64(),
  empty: 0,
};

/** A protobuf message: values by the numbers of their fields. */
export class Message {
  readonly #values: unknown[] = [];

  /** The types of the fields from number 1 on. */
  get types(): readonly FieldType[] {
    return [];
  }

  /** Whether all fields are in one oneof, of which at most one has a value. */
  get isOneof(): boolean {
    return false;
  }

  getField(field: number): unknown {
    const type = this.types[field - 1];
    return this.#values[field] ?? (type && 'empty' in type ? type.empty : undefined);
  }

  setField(field: number, value: unknown): void {
    if (this.isOneof) this.#values.length = 0;
    this.#values[field] = value;
  }

  serializeBinary(): Uint8Array {
    const writer = new BinaryWriter();
    this.#write(writer);
    return writer.getResultBuffer();
  }

  /** @throws RangeError if the bytes are not a message */
  static deserializeBinary<M extends Message>(this: new () => M, bytes: Uint8Array): M {
    const message = new this();
    message.#read(new BinaryReader(bytes));
    return message;
  }

  #write(writer: BinaryWriter): void {
    this.types.forEach((type, index) => {
      const field = index + 1;
      const value = this.#values[field];
      if (value instanceof Message) {
        writer.writeMessage(field, value, (inner, within) => inner.#write(within));
      } else if ('write' in type && value !== undefined && (this.isOneof || value !== type.empty)) {
        type.write(writer, field, value as never);
      }
    });
  }

  #read(reader: BinaryReader): void {
    while (reader.nextField() && !reader.isEndGroup()) {
      const field = reader.getFieldNumber();
      const type = this.types[field - 1];
      if (!type) {
        reader.skipField();
      } else if (!('read' in type)) {
        const inner = new type();
        reader.readMessage(inner, () => inner.#read(reader));
        this.setField(field, inner);
      } else {
        const value = type.read(reader);
        const list = (this.#values[field] ?? []) as unknown[];
        this.setField(field, type === BYTES_LIST ? [...list, value] : value);
      }
    }
  }
}

/** Makes the base class of a message with these fields, from number 1 on. */
export function message(...types: readonly FieldType[]): typeof Message {
  return class extends Message {
    override get types(): readonly FieldType[] {
      return types;
    }
  };
}

/** Makes the base class of a message whose fields are all in one oneof. */
export function oneof(...types: readonly FieldType[]): typeof Message {
  return class extends message(...types) {
    override get isOneof(): boolean {
      return true;
    }
  };
}
