import * as google from 'google-protobuf';
import { describe, expect, it } from 'vitest';
import * as ours from '../../src/wire/protobuf.js';
import { Random } from '../chaos/random.js';

/** The same calls on both libraries: the one that the SDK was made for is the measure. */

type Writer = ours.BinaryWriter | google.BinaryWriter;
type Reader = ours.BinaryReader | google.BinaryReader;

interface Field {
  number: number;
  write(writer: Writer): void;
  read(reader: Reader): unknown;
}

type Kind = (number: number, random: Random) => Field;

function text(random: Random): string {
  const limit = random.pick([0x80, 0x800, 0xd800, 0x110000]);
  const points = Array.from({ length: random.between(0, 40) }, () => random.between(0, limit - 1));
  // Half a character is none.
  return points
    .map((point) => String.fromCodePoint(point >= 0xd800 && point < 0xe000 ? 0x61 : point))
    .join('');
}

const bytes = (random: Random): Uint8Array =>
  Uint8Array.from({ length: random.between(0, 300) }, () => random.between(0, 255));

/** Of all sizes alike, the short ones not less often. */
const integer = (random: Random, bits: number): number =>
  Math.floor(random.next() * 2 ** random.between(0, bits));

const kinds: readonly Kind[] = [
  (number, random) => {
    const value = random.next() < 0.5;
    return {
      number,
      write: (writer) => writer.writeBool(number, value),
      read: (reader) => reader.readBool(),
    };
  },
  (number, random) => {
    const value = bytes(random);
    const form = random.next() < 0.5 ? value : Buffer.from(value).toString('base64');
    return {
      number,
      write: (writer) => writer.writeBytes(number, form),
      read: (reader) => [...reader.readBytes()],
    };
  },
  (number, random) => {
    const value = bytes(random);
    return {
      number,
      write: (writer) => writer.writeRepeatedBytes(number, [value]),
      read: (reader) => [...reader.readBytes()],
    };
  },
  (number, random) => {
    const value = text(random);
    return {
      number,
      write: (writer) => writer.writeString(number, value),
      read: (reader) => reader.readString(),
    };
  },
  (number, random) => {
    const value = integer(random, 31) * random.pick([1, -1]) || 0;
    return {
      number,
      write: (writer) => writer.writeSint32(number, value),
      read: (reader) => reader.readSint32(),
    };
  },
  (number, random) => {
    const value = integer(random, 32);
    return {
      number,
      write: (writer) => writer.writeUint32(number, value),
      read: (reader) => reader.readUint32(),
    };
  },
  (number, random) => {
    const value = integer(random, 53);
    return {
      number,
      write: (writer) => writer.writeUint64(number, value),
      read: (reader) => reader.readUint64(),
    };
  },
  (number, random) => {
    const fields = message(random, 3);
    return {
      number,
      write: (writer) =>
        (writer as google.BinaryWriter).writeMessage(number, fields, (_: unknown, inner: Writer) =>
          writeAll(fields, inner),
        ),
      read: (reader) => {
        let inner: unknown;
        (reader as google.BinaryReader).readMessage(fields, (_, within) => {
          inner = readAll(fields, within);
        });
        return inner;
      },
    };
  },
];

function message(random: Random, most: number): readonly Field[] {
  return Array.from({ length: random.between(0, most) }, () =>
    random.pick(kinds)(random.pick([random.between(1, 15), random.between(16, 3000)]), random),
  );
}

function writeAll(fields: readonly Field[], writer: Writer): void {
  for (const field of fields) field.write(writer);
}

function written(fields: readonly Field[], writer: Writer): Uint8Array {
  writeAll(fields, writer);
  return writer.getResultBuffer();
}

/** What is read as somebody who knows each field; every fifth is passed over, as one that nobody knows. */
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

describe('the bundle’s protobuf', () => {
  it('writes what google-protobuf writes, to the byte, and reads what it reads', () => {
    const random = new Random(1);
    for (let run = 0; run < 2000; run += 1) {
      const fields = message(random, 8);
      const theirs = written(fields, new google.BinaryWriter());
      expect([...written(fields, new ours.BinaryWriter())]).toEqual([...theirs]);
      expect(readAll(fields, new ours.BinaryReader(theirs))).toEqual(
        readAll(fields, new google.BinaryReader(theirs)),
      );
    }
  });

  it('passes over fields of fixed size', () => {
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

  it('refuses what ends too early, is too long, or is no message', () => {
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

  it('ends with any bytes at all', () => {
    const random = new Random(2);
    for (let run = 0; run < 5000; run += 1) {
      const reader = new ours.BinaryReader(bytes(random));
      try {
        while (reader.nextField()) reader.skipField();
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }
  });

  it('keeps fields as google-protobuf keeps them', () => {
    for (const { Message } of [ours, google as unknown as typeof ours]) {
      const make = (): ours.Message => {
        const made = Object.create(Message.prototype) as ours.Message;
        // A repeated field, and one of two: as generated constructors say it.
        (Message.initialize as (...args: unknown[]) => void)(made, null, 0, -1, [3], [[1, 2]]);
        return made;
      };
      const it = make();
      expect(Message.getField(it, 1) ?? null).toBeNull();
      expect(Message.getFieldWithDefault(it, 1, '')).toBe('');
      expect(Message.getBooleanFieldWithDefault(it, 4, false)).toBe(false);
      Message.setOneofField(it, 1, [1, 2], 'one');
      Message.setOneofField(it, 2, [1, 2], 7);
      expect(Message.getField(it, 1) ?? null).toBeNull();
      expect(Message.getField(it, 2)).toBe(7);
      Message.setProto3IntField(it, 5, 0);
      expect(Message.getFieldWithDefault(it, 5, 0)).toBe(0);
      Message.setProto3BooleanField(it, 4, true);
      expect(Message.getBooleanFieldWithDefault(it, 4, false)).toBe(true);
      expect(Message.getRepeatedField(it, 3)).toEqual([]);
      Message.addToRepeatedField(it, 3, 'b');
      Message.addToRepeatedField(it, 3, 'a', 0);
      expect(Message.getRepeatedField(it, 3)).toEqual(['a', 'b']);
      const inner = make();
      Message.setOneofWrapperField(it, 1, [1, 2], inner);
      expect(Message.getWrapperField(it, Message, 1)).toBe(inner);
      expect(Message.getField(it, 2) ?? null).toBeNull();
      expect([...Message.bytesAsU8('AQI=')]).toEqual([1, 2]);
      expect(Message.bytesListAsU8(['AQI=']).map((value) => [...value])).toEqual([[1, 2]]);
    }
  });
});
