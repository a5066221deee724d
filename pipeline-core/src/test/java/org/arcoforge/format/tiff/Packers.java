package org.arcoforge.format.tiff;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Deflater;

/** Packs blocks as other writers do. */
final class Packers {
  private Packers() {}

  static byte[] deflate(byte[] block) {
    Deflater deflater = new Deflater();
    deflater.setInput(block);
    deflater.finish();
    byte[] out = new byte[block.length + 100];
    int n = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, n);
  }

  static byte[] zstd(byte[] block) {
    return Zstd.compress(block);
  }

  /** Runs of three and more, and what is between them. */
  static byte[] packBits(byte[] block) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < block.length; ) {
      int run = 1;
      while (at + run < block.length && run < 128 && block[at + run] == block[at]) {
        run++;
      }
      if (run > 2) {
        out.write(1 - run);
        out.write(block[at]);
        at += run;
      } else {
        int n = Math.min(5, block.length - at);
        out.write(n - 1);
        out.write(block, at, n);
        at += n;
      }
    }
    return out.toByteArray();
  }

  /** As TIFF 6.0 has it in section 13. */
  static byte[] lzw(byte[] block) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long[] held = {0, 0};
    int width = 9;
    Map<String, Integer> table = start();
    put(out, held, 256, width);
    String text = "";
    for (byte b : block) {
      String longer = text + (char) (b & 0xFF);
      if (table.containsKey(longer)) {
        text = longer;
        continue;
      }
      put(out, held, table.getOrDefault(text, 0), width);
      table.put(longer, table.size() + 2);
      if (table.size() + 2 == 4094) {
        put(out, held, 256, 12);
        table = start();
        width = 9;
      } else if (table.size() + 2 == 1 << width) {
        width++;
      }
      text = longer.substring(longer.length() - 1);
    }
    put(out, held, table.getOrDefault(text, 0), width);
    put(out, held, 257, width);
    if (held[1] > 0) {
      out.write((int) (held[0] << (8 - held[1])));
    }
    return out.toByteArray();
  }

  private static Map<String, Integer> start() {
    Map<String, Integer> table = new HashMap<>();
    for (int i = 0; i < 256; i++) {
      table.put(new String(new byte[] {(byte) i}, StandardCharsets.ISO_8859_1), i);
    }
    return table;
  }

  private static void put(ByteArrayOutputStream out, long[] held, int code, int width) {
    held[0] = held[0] << width | code;
    held[1] += width;
    while (held[1] >= 8) {
      held[1] -= 8;
      out.write((int) (held[0] >>> held[1]));
    }
    held[0] &= (1L << held[1]) - 1;
  }
}
