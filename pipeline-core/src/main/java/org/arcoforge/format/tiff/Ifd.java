package org.arcoforge.format.tiff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** This is one image file directory: its tags, whose values are read when they are asked for. */
final class Ifd {
  private static final int[] WIDTHS = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};
  private static final int RATIONAL = 5;
  private static final int FLOAT = 11;
  private static final int DOUBLE = 12;
  private static final long MOST = 1L << 28; // bytes of one tag

  private record Tag(int type, long count, long position) {}

  private final TiffBytes file;
  private final Map<Integer, Tag> tags = new LinkedHashMap<>();
  private final long next;

  private Ifd(TiffBytes file, long position, boolean bigTiff) throws IOException {
    this.file = file;
    long n = file.number(position, bigTiff ? 8 : 2);
    int entry = bigTiff ? 20 : 12;
    long first = position + (bigTiff ? 8 : 2);
    if (n < 0 || n > 65_535) {
      throw file.corrupt("a directory of " + n + " tags");
    }
    file.need(first, n * entry + (bigTiff ? 8 : 4));
    for (long at = first; at < first + n * entry; at += entry) {
      int tag = (int) file.number(at, 2);
      int type = (int) file.number(at + 2, 2);
      long count = file.number(at + 4, bigTiff ? 8 : 4);
      if (type < 1 || type >= WIDTHS.length || WIDTHS[type] == 0) {
        continue; // as TIFF 6.0 says: pass over what is not known
      }
      long inline = at + (bigTiff ? 12 : 8);
      if (count < 0 || count > MOST / WIDTHS[type]) {
        throw file.corrupt("tag " + tag + " with " + count + " values");
      }
      boolean fits = count * WIDTHS[type] <= (bigTiff ? 8 : 4);
      long value = fits ? inline : file.number(inline, bigTiff ? 8 : 4);
      tags.putIfAbsent(tag, new Tag(type, count, value));
    }
    next = file.number(first + n * entry, bigTiff ? 8 : 4);
  }

  static Ifd read(TiffBytes file, long position, boolean bigTiff) throws IOException {
    return new Ifd(file, position, bigTiff);
  }

  /** Returns where the next directory is; 0 if this is the last. */
  long next() {
    return next;
  }

  boolean has(int tag) {
    return tags.containsKey(tag);
  }

  /** Returns the integers of a tag; none if there is no such tag. */
  long[] numbers(int number) throws IOException {
    Tag tag = tags.get(number);
    if (tag == null) {
      return new long[0];
    }
    if (tag.type() == FLOAT || tag.type() == DOUBLE || tag.type() % RATIONAL == 0) {
      throw file.corrupt("tag " + number + " holds no integers");
    }
    int width = WIDTHS[tag.type()];
    file.need(tag.position(), tag.count() * width);
    long[] values = new long[(int) tag.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = file.number(tag.position() + (long) i * width, width);
    }
    return values;
  }

  /** Returns the one integer of a tag, or the default that TIFF has for it. */
  long number(int tag, long otherwise) throws IOException {
    long[] values = numbers(tag);
    return values.length == 0 ? otherwise : values[0];
  }

  /** Returns the doubles of a tag; none if there is no such tag. */
  double[] doubles(int number) throws IOException {
    Tag tag = tags.get(number);
    if (tag == null) {
      return new double[0];
    }
    if (tag.type() != DOUBLE) {
      throw file.corrupt("tag " + number + " holds no doubles");
    }
    file.need(tag.position(), tag.count() * 8);
    double[] values = new double[(int) tag.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Double.longBitsToDouble(file.number(tag.position() + 8L * i, 8));
    }
    return values;
  }

  /** Returns the text of a tag, up to its NUL. */
  Optional<String> text(int number) throws IOException {
    Tag tag = tags.get(number);
    if (tag == null) {
      return Optional.empty();
    }
    file.need(tag.position(), tag.count());
    byte[] bytes = new byte[(int) tag.count()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) file.number(tag.position() + i, 1);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return Optional.of(end < 0 ? text : text.substring(0, end));
  }
}
