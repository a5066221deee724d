package org.arcoforge.quality.draw;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Encodes a canvas as PNG with a palette (W3C, Portable Network Graphics, third edition), without
 * the desktop classes of Java, which not every Java has. The same picture gives the same bytes
 * wherever zlib is the same.
 */
final class PngEncoder {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
  private static final int DEPTH = 8;
  private static final int INDEXED = 3;

  private PngEncoder() {}

  /** Returns the file. */
  static byte[] encode(Canvas canvas) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      file.write(SIGNATURE);
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(header);
      out.writeInt(canvas.width());
      out.writeInt(canvas.height());
      out.write(new byte[] {DEPTH, INDEXED, 0, 0, 0});
      chunk(file, "IHDR", header.toByteArray());
      chunk(file, "PLTE", Palette.bytes());
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
      try (OutputStream rows = new DeflaterOutputStream(data, deflater)) {
        for (int y = 0; y < canvas.height(); y++) {
          rows.write(0); // no filter: neighbours of a palette say nothing of each other
          rows.write(canvas.pixels(), y * canvas.width(), canvas.width());
        }
      } finally {
        deflater.end();
      }
      chunk(file, "IDAT", data.toByteArray());
      chunk(file, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new IllegalStateException(e); // in memory
    }
    return file.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] data)
      throws IOException {
    DataOutputStream out = new DataOutputStream(file);
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }
}
