package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.arcoforge.format.ByteSwap;
import org.jspecify.annotations.Nullable;

/**
 * This is an HDF5 datatype as far as values are read.
 *
 * @param kind its class
 * @param size bytes of an element
 * @param bigEndian whether numbers have their high byte first
 * @param signed whether integers are
 * @param plain whether a number fills its bytes as IEEE 754 or two's complement has it
 * @param precision bits that count of a number
 * @param shift bits below them that do not
 * @param padding of strings: 0 up to a NUL, 1 padded by NULs, 2 by spaces
 * @param isText whether a variable-length value is a text
 * @param base type of enum, array and variable-length elements
 * @param members names and values of an enum, in their order
 */
record Datatype(
    Kind kind,
    int size,
    boolean bigEndian,
    boolean signed,
    boolean plain,
    int precision,
    int shift,
    int padding,
    boolean isText,
    @Nullable Datatype base,
    Map<String, Long> members) {
  /** These are the datatype classes of the specification, in its order. */
  enum Kind {
    INTEGER,
    FLOAT,
    TIME,
    STRING,
    BITFIELD,
    OPAQUE,
    COMPOUND,
    REFERENCE,
    ENUM,
    VLEN,
    ARRAY,
    COMPLEX
  }

  static Datatype parse(MetadataBytes file, Cursor in) throws IOException {
    return parse(file, in, 0);
  }

  private static Datatype parse(MetadataBytes file, Cursor in, int depth) throws IOException {
    int classAndVersion = in.u8();
    int version = classAndVersion >> 4;
    int number = classAndVersion & 15;
    if (number >= Kind.values().length || depth > 16) {
      throw file.corrupt("datatype class " + number);
    }
    Kind kind = Kind.values()[number];
    int bits = (int) in.uint(3);
    int size = (int) Math.min(Integer.MAX_VALUE, in.u32());
    boolean big = (bits & 1) != 0;
    return switch (kind) {
      case INTEGER -> {
        Cursor properties = in.sub(4);
        int shift = properties.u16();
        int precision = properties.u16();
        yield integer(size, big, (bits & 8) != 0, precision, shift);
      }
      case FLOAT -> {
        boolean plain =
            ieee(in.sub(12), size) && (bits & 0x70) == 0x20 && (bits >> 8 & 255) == 8 * size - 1;
        yield of(kind, size, big, true, plain, 0, false, null, Map.of());
      }
      case STRING -> of(kind, size, false, false, true, bits & 15, false, null, Map.of());
      case VLEN -> {
        Datatype base = parse(file, in, depth + 1);
        yield of(kind, size, false, false, true, bits >> 4 & 15, (bits & 15) == 1, base, Map.of());
      }
      case ENUM -> {
        Datatype base = parse(file, in, depth + 1);
        boolean plain = base.plain && base.kind == Kind.INTEGER && base.size == size;
        yield of(
            kind,
            size,
            base.bigEndian,
            base.signed,
            plain,
            0,
            false,
            base,
            members(in, version, bits & 0xFFFF, base));
      }
      default -> of(kind, size, false, false, false, 0, false, null, Map.of());
    };
  }

  private static Datatype of(
      Kind kind,
      int size,
      boolean big,
      boolean signed,
      boolean plain,
      int padding,
      boolean text,
      @Nullable Datatype base,
      Map<String, Long> members) {
    return new Datatype(kind, size, big, signed, plain, 8 * size, 0, padding, text, base, members);
  }

  private static Datatype integer(int size, boolean big, boolean signed, int precision, int shift) {
    boolean plain = shift == 0 && precision == 8 * size;
    return new Datatype(
        Kind.INTEGER, size, big, signed, plain, precision, shift, 0, false, null, Map.of());
  }

  /** Returns whether this is an integer all of whose bits are among its bytes. */
  boolean isInteger() {
    return (kind == Kind.INTEGER && precision > 0 && shift + precision <= 8 * size)
        || (kind == Kind.ENUM && plain);
  }

  /** Returns whether stored values are as they are in memory already. */
  boolean isLittle() {
    return !bigEndian && (kind != Kind.INTEGER || plain);
  }

  /** Turns stored numbers in place into little-endian ones that fill their bytes. */
  void toValues(byte[] bytes, int length) {
    if (bigEndian) {
      ByteSwap.inPlace(bytes, length, size);
    }
    if (kind == Kind.INTEGER && !plain) {
      for (int at = 0; at + size <= length; at += size) {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
          value = (value << 8) | (bytes[at + i] & 0xFF);
        }
        value = used(value);
        for (int i = 0; i < size; i++) {
          bytes[at + i] = (byte) (value >>> (8 * i));
        }
      }
    }
  }

  /** The bits that count, with their sign. */
  private long used(long value) {
    long high = value << (64 - precision - shift);
    return signed ? high >> (64 - precision) : high >>> (64 - precision);
  }

  private static boolean ieee(Cursor in, int size) throws IOException {
    int exponent = size == 2 ? 5 : size == 4 ? 8 : 11;
    int mantissa = 8 * size - 1 - exponent;
    return in.u16() == 0
        && in.u16() == 8 * size
        && in.u8() == mantissa
        && in.u8() == exponent
        && in.u8() == 0
        && in.u8() == mantissa
        && in.u32() == (1L << (exponent - 1)) - 1;
  }

  private static Map<String, Long> members(Cursor in, int version, int n, Datatype base)
      throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int before = in.position();
      names.add(in.text());
      if (version < 3) {
        in.skip(-(in.position() - before) & 7);
      }
    }
    Map<String, Long> members = new LinkedHashMap<>();
    for (String name : names) {
      members.put(name, base.integer(in));
    }
    return members;
  }

  /** Reads one integer of this type; the bits where it is an unsigned 64-bit one. */
  long integer(Cursor in) throws IOException {
    byte[] bytes = in.bytes(size);
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = (value << 8) | (bytes[bigEndian ? i : size - 1 - i] & 0xFF);
    }
    if (kind == Kind.INTEGER) {
      return used(value);
    }
    int unused = 64 - 8 * size;
    return unused <= 0 ? value : signed ? value << unused >> unused : value;
  }

  /** Returns whether this is h5py's truth value. */
  boolean isBool() {
    return kind == Kind.ENUM && size == 1 && members.equals(Map.of("FALSE", 0L, "TRUE", 1L));
  }
}
