package org.arcoforge.format.tiff;

import java.util.zip.DataFormatException;

/**
 * Decodes the LZW of TIFF 6.0: codes of 9 to 12 bits, the highest bit first, one code wider early.
 */
final class Lzw {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int MOST = 4096;

  private final byte[] in;
  private final int length;
  private int at;
  private long held;
  private int bits;
  private final short[] prefix = new short[MOST];
  private final byte[] last = new byte[MOST];
  private final int[] lengths = new int[MOST];

  Lzw(byte[] in, int length) {
    this.in = in;
    this.length = length;
  }

  int decode(byte[] out, int size) throws DataFormatException {
    if (length > 1 && in[0] == 0 && (in[1] & 1) == 1) {
      throw new DataFormatException("LZW of before TIFF 5.0, with the lowest bit first");
    }
    for (int i = 0; i < CLEAR; i++) {
      last[i] = (byte) i;
      lengths[i] = 1;
    }
    int next = END + 1;
    int width = 9;
    int old = -1;
    int n = 0;
    while (n < size) {
      int code = code(width);
      if (code == END || code < 0) {
        break;
      }
      if (code == CLEAR) {
        next = END + 1;
        width = 9;
        old = -1;
        continue;
      }
      if (old < 0) {
        if (code > END) {
          throw new DataFormatException("LZW begins with code " + code);
        }
        out[n++] = (byte) code;
        old = code;
        continue;
      }
      if (code > next || next >= MOST) {
        throw new DataFormatException("LZW code " + code + " of " + next);
      }
      boolean itself = code == next; // the text before and its own first byte
      int from = itself ? old : code;
      prefix[next] = (short) old;
      lengths[next] = lengths[old] + 1;
      byte first = write(from, out, n, size);
      n += lengths[from];
      last[next] = first;
      if (itself && n < size) {
        out[n] = first;
      }
      n += itself ? 1 : 0;
      next++;
      old = code;
      if (next + 1 >= 1 << width && width < 12) {
        width++;
      }
    }
    return Math.min(n, size);
  }

  /** Writes a text from its end, what fits of it; its first byte comes back. */
  private byte write(int code, byte[] out, int from, int size) {
    int c = code;
    for (int i = from + lengths[code] - 1; i > from; i--) {
      if (i < size) {
        out[i] = last[c];
      }
      c = prefix[c];
    }
    if (from < size) {
      out[from] = last[c];
    }
    return last[c];
  }

  private int code(int width) {
    while (bits < width) {
      if (at == length) {
        return -1;
      }
      held = held << 8 | (in[at++] & 0xFF);
      bits += 8;
    }
    bits -= width;
    return (int) (held >>> bits) & ((1 << width) - 1);
  }
}
