package org.arcoforge.format.dap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.format.ByteSwap;
import org.arcoforge.format.FormatException;

/**
 * Reads the body of a data answer, ESE-RFC-004 section 6: a DDS, the line {@code Data:}, and the
 * values in XDR. An early end is thrown as a plain {@link IOException}: another attempt may help.
 */
final class DapAnswer {
  private static final int HEADER = 4 << 20;
  private static final int LONGEST_TEXT = 16 << 20;
  private static final String MARK = "\nData:\n";

  private final String url;
  private final InputStream body;

  DapAnswer(String url, InputStream body) {
    this.url = url;
    this.body = body;
  }

  /** Returns a whole document of text, such as a DDS. */
  static String text(String url, InputStream body, int most) throws IOException {
    byte[] bytes = body.readNBytes(most + 1);
    if (bytes.length > most) {
      throw FormatException.unsupported(url, "the answer is longer than " + most + " bytes");
    }
    return decoded(bytes, bytes.length);
  }

  private static String decoded(byte[] bytes, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(java.nio.ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
  }

  /**
   * Reads the values of one variable, or of a part of it.
   *
   * @param shape that was asked for; empty for a scalar
   */
  Block values(DapVariable v, long... shape) throws IOException {
    check(DdsParser.parse(url, header()), v, shape);
    Block block = Block.allocate(v.variable().type(), shape);
    int count = block.elements();
    if (shape.length > 0) {
      checkCount(count);
      if (block.type() != DataType.STRING) { // once for DAP, once for XDR
        checkCount(count);
      }
    }
    switch (v.type()) {
      case STRING, URL -> {
        for (int i = 0; i < count; i++) {
          block.strings()[i] = string();
        }
      }
      case BYTE -> {
        if (shape.length == 0) {
          block.bytes()[0] = (byte) int32();
        } else {
          fill(block.bytes(), count);
        }
      }
      case INT16, UINT16 -> {
        byte[] wide = new byte[Math.multiplyExact(4, count)];
        fill(wide, wide.length);
        for (int i = 0; i < count; i++) {
          block.bytes()[2 * i] = wide[4 * i + 3];
          block.bytes()[2 * i + 1] = wide[4 * i + 2];
        }
      }
      default -> {
        fill(block.bytes(), block.byteLength());
        ByteSwap.inPlace(block.bytes(), block.byteLength(), block.type().size());
      }
    }
    return block;
  }

  /** All before the data; an error document is thrown as what it says. */
  private String header() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    while (true) {
      int b = body.read();
      if (b < 0) {
        String all = decoded(text.toByteArray(), text.size());
        if (DapError.isOne(all)) {
          throw DapError.read(url, all);
        }
        if (!all.stripLeading().startsWith("Dataset")) {
          DdsParser.parse(url, all); // which says what was expected
        }
        throw new IOException("the answer ended before its data");
      }
      text.write(b);
      if (b == '\n' && text.size() >= MARK.length()) {
        String all = text.toString(StandardCharsets.ISO_8859_1);
        if (all.endsWith(MARK) || all.endsWith("\nData:\r\n")) {
          return all;
        }
      }
      if (text.size() > HEADER) {
        throw FormatException.corrupt(
            url, "the answer has no data in its first " + HEADER + " bytes");
      }
    }
  }

  private void check(DdsNode found, DapVariable v, long[] shape) throws FormatException {
    DdsNode node = found;
    while (node.kind() != DdsNode.Kind.ATOMIC && !node.members().isEmpty()) {
      node = node.members().get(0);
    }
    if (node.type() != v.type() || !Arrays.equals(node.shape(), shape)) {
      throw FormatException.corrupt(
          url,
          "the server was asked for "
              + v.path()
              + Arrays.toString(shape)
              + " of type "
              + v.type()
              + ", and sent "
              + node.name()
              + Arrays.toString(node.shape())
              + " of type "
              + node.type()
              + ": the data set has changed, or the server does not keep to the protocol");
    }
  }

  private void checkCount(int expected) throws IOException {
    int found = int32();
    if (found != expected) {
      throw FormatException.corrupt(
          url, "the answer should have " + expected + " values, but says " + found + ": damaged");
    }
  }

  private String string() throws IOException {
    int length = int32();
    if (length < 0 || length > LONGEST_TEXT) {
      throw FormatException.corrupt(url, "a text of " + length + " bytes: damaged");
    }
    byte[] bytes = new byte[length];
    fill(bytes, length);
    pad(length);
    int end = length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return decoded(bytes, end);
  }

  private void pad(int length) throws IOException {
    for (int i = length; i % 4 != 0; i++) {
      if (body.read() < 0) {
        throw new IOException("the answer ended within a text");
      }
    }
  }

  private int int32() throws IOException {
    byte[] four = new byte[4];
    fill(four, 4);
    return four[0] << 24 | (four[1] & 0xFF) << 16 | (four[2] & 0xFF) << 8 | (four[3] & 0xFF);
  }

  private void fill(byte[] target, int length) throws IOException {
    int n = body.readNBytes(target, 0, length);
    if (n < length) {
      throw new IOException("the answer ended after " + n + " of " + length + " bytes of values");
    }
  }
}
