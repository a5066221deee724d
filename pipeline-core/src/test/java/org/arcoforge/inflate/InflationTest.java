package org.arcoforge.inflate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Whatever this process has: exactly what was expected, within the arrays. */
class InflationTest {
  private static final byte[] VALUES = values();

  private static byte[] values() {
    byte[] values = new byte[5000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (i * i / 300);
    }
    return values;
  }

  private static byte[] packed() {
    Deflater deflater = new Deflater();
    deflater.setInput(VALUES);
    deflater.finish();
    byte[] out = new byte[6000];
    int n = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, n);
  }

  @Test
  void nativeCodeGivesTheBytesWhereThereIsAny() {
    byte[] in = packed();
    byte[] out = new byte[VALUES.length + 1];
    boolean any = Inflation.means() != Inflation.Means.JDK;
    assertEquals(any, Inflation.inflate(in, 0, in.length, out, VALUES.length));
    if (any) {
      assertArrayEquals(VALUES, Arrays.copyOf(out, VALUES.length));
    }
    assertFalse(Inflation.inflate(in, 0, in.length, out, VALUES.length + 1), "more");
    assertFalse(Inflation.inflate(in, 0, in.length, out, VALUES.length - 1), "fewer");
    assertFalse(Inflation.inflate(in, 0, in.length, out, 0), "none");
    in[in.length - 1] ^= 1;
    assertFalse(Inflation.inflate(in, 0, in.length, out, VALUES.length), "checksum");
  }

  @Test
  void nothingBeyondTheArraysIsReadOrWritten() {
    byte[] in = packed();
    byte[] out = new byte[VALUES.length];
    int[][] wrong = {
      {0, in.length + 1, out.length},
      {1, in.length, out.length},
      {-1, in.length, out.length},
      {0, -1, out.length},
      {0, in.length, out.length + 1},
      {0, in.length, -1}
    };
    for (int[] w : wrong) {
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> Inflation.inflate(in, w[0], w[1], out, w[2]),
          Arrays.toString(w));
    }
  }
}
