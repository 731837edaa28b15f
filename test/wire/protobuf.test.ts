import fc, { type Arbitrary } from 'fast-check';
import * as google from 'google-protobuf';
import { describe, expect, it } from 'vitest';
import * as ours from '../../src/wire/protobuf.js';

/** Makes the same calls on both libraries: `google-protobuf`, which the SDK was made for, is the reference. */

type Writer = ours.BinaryWriter | google.BinaryWriter;
type Reader = ours.BinaryReader | google.BinaryReader;

interface Field {
  write(writer: Writer): void;
  read(reader: Reader): unknown;
}

const bytes = fc.uint8Array({ maxLength: 300, size: 'max' });
const fieldNumber = fc.oneof(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 16, max: 3000 }));

/** Integers of every length in bits, each equally often. */
const integer = (bits: number): Arbitrary<number> =>
  fc
    .tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(bits))
    .map(([fraction, length]) => Math.floor(fraction * 2 ** length));

function field<Value>(
  value: Arbitrary<Value>,
  write: (writer: Writer, number: number, value: Value) => void,
  read: (reader: Reader, value: Value) => unknown,
): Arbitrary<Field> {
  return fc.tuple(fieldNumber, value).map(([number, value]) => ({
    write: (writer) => write(writer, number, value),
    read: (reader) => read(reader, value),
  }));
}

const { fields } = fc.letrec<{ fields: readonly Field[] }>((tie) => ({
  fields: fc.array(
    fc.oneof(
      { depthSize: 'small' },
      field(
        fc.boolean(),
        (writer, number, value) => writer.writeBool(number, value),
        (reader) => reader.readBool(),
      ),
      field(
        fc.oneof(
          bytes,
          bytes.map((value) => Buffer.from(value).toString('base64')),
        ),
        (writer, number, value) => writer.writeBytes(number, value),
        (reader) => [...reader.readBytes()],
      ),
      field(
        bytes,
        (writer, number, value) => writer.writeRepeatedBytes(number, [value]),
        (reader) => [...reader.readBytes()],
      ),
      field(
        fc.string({ unit: 'binary', maxLength: 40 }),
        (writer, number, value) => writer.writeString(number, value),
        (reader) => reader.readString(),
      ),
      field(
        fc.tuple(integer(31), fc.constantFrom(1, -1)).map(([value, sign]) => value * sign || 0),
        (writer, number, value) => writer.writeSint32(number, value),
        (reader) => reader.readSint32(),
      ),
      field(
        integer(32),
        (writer, number, value) => writer.writeUint32(number, value),
        (reader) => reader.readUint32(),
      ),
      field(
        integer(53),
        (writer, number, value) => writer.writeUint64(number, value),
        (reader) => reader.readUint64(),
      ),
      field(tie('fields'), writeMessage, readMessage),
    ),
    { maxLength: 8 },
  ),
}));

function writeMessage(writer: Writer, number: number, fields: readonly Field[]): void {
  (writer as google.BinaryWriter).writeMessage(number, fields, (_: unknown, inner: Writer) =>
    writeAll(fields, inner),
  );
}

function readMessage(reader: Reader, fields: readonly Field[]): unknown {
  let values: unknown;
  (reader as google.BinaryReader).readMessage(fields, (_, inner) => {
    values = readAll(fields, inner);
  });
  return values;
}

function writeAll(fields: readonly Field[], writer: Writer): void {
  for (const field of fields) field.write(writer);
}

function written(fields: readonly Field[], writer: Writer): Uint8Array {
  writeAll(fields, writer);
  return writer.getResultBuffer();
}

/** Reads every field but each fifth, which it skips like an unknown one. */
function readAll(fields: readonly Field[], reader: Reader): unknown[] {
  const values: unknown[] = [];
  for (let index = 0; reader.nextField(); index += 1) {
    expect(reader.isEndGroup()).toBe(false);
    values.push(reader.getFieldNumber());
    if (index % 5 === 4) reader.skipField();
    else values.push(fields[index]?.read(reader));
  }
  return values;
}

describe('protobuf of the bundle', () => {
  it('writes the same bytes as google-protobuf, and reads the same values', () => {
    const sameBytesAndValues = fc.property(fields, (fields) => {
      const theirs = written(fields, new google.BinaryWriter());
      expect([...written(fields, new ours.BinaryWriter())]).toEqual([...theirs]);
      expect(readAll(fields, new ours.BinaryReader(theirs))).toEqual(
        readAll(fields, new google.BinaryReader(theirs)),
      );
    });
    fc.assert(sameBytesAndValues, { seed: 1, numRuns: 2000 });
  });

  it('skips fields of fixed size', () => {
    const writer = new google.BinaryWriter();
    writer.writeDouble(1, 0.5);
    writer.writeFloat(2, 0.5);
    writer.writeString(3, 'after them');
    const reader = new ours.BinaryReader(writer.getResultBuffer());
    reader.nextField();
    reader.skipField();
    reader.nextField();
    reader.skipField();
    expect(reader.nextField()).toBe(true);
    expect(reader.readString()).toBe('after them');
  });

  it('throws a RangeError for bytes that end too early, an overlong number and an unknown wire type', () => {
    const read = (bytes: number[]) => () => {
      const reader = new ours.BinaryReader(Uint8Array.from(bytes));
      while (reader.nextField()) reader.skipField();
    };
    expect(read([0x0a, 5, 1, 2])).toThrow(RangeError);
    expect(read([0x08])).toThrow(RangeError);
    expect(read([0x08, ...Array<number>(11).fill(0x80), 1])).toThrow(RangeError);
    expect(read([0x0b, 0x0c])).toThrow(RangeError);
    expect(read([0x0f])).toThrow(RangeError);
    expect(() =>
      new ours.BinaryReader(Uint8Array.from([0xff, 0xff, 0xff, 0xff, 0x0f])).readBytes(),
    ).toThrow(RangeError);
  });

  it('reads random bytes to the end, or throws a RangeError', () => {
    const endsOrThrows = fc.property(bytes, (bytes) => {
      const reader = new ours.BinaryReader(bytes);
      try {
        while (reader.nextField()) reader.skipField();
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    });
    fc.assert(endsOrThrows, { seed: 2, numRuns: 5000 });
  });
});
